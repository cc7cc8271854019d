<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Inkling</name>
    <message numerus="yes">
        <source>%n being read</source>
        <translation>
            <numerusform>%n being read</numerusform>
            <numerusform>%n being read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) after this: F8</source>
        <translation>
            <numerusform>%n change after this: F8</numerusform>
            <numerusform>%n changes after this: F8</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) before this: F7</source>
        <translation>
            <numerusform>%n change before this: F7</numerusform>
            <numerusform>%n changes before this: F7</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) newer</source>
        <translation>
            <numerusform>%n day newer</numerusform>
            <numerusform>%n days newer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) older</source>
        <translation>
            <numerusform>%n day older</numerusform>
            <numerusform>%n days older</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n example(s)</source>
        <translation>
            <numerusform>%n example</numerusform>
            <numerusform>%n examples</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n file</numerusform>
            <numerusform>%n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are in the trash now.</source>
        <translation>
            <numerusform>%n file is in the trash now.</numerusform>
            <numerusform>%n files are in the trash now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are still being read; they may hold it.</source>
        <translation>
            <numerusform>%n file is still being read; it may hold it.</numerusform>
            <numerusform>%n files are still being read; they may hold it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) came back.</source>
        <translation>
            <numerusform>%n file came back.</numerusform>
            <numerusform>%n files came back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be read and cannot be searched.</source>
        <translation>
            <numerusform>%n file could not be read and cannot be searched.</numerusform>
            <numerusform>%n files could not be read and cannot be searched.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) to the trash</source>
        <translation>
            <numerusform>%n file to the trash</numerusform>
            <numerusform>%n files to the trash</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were compared; each says something of its own.</source>
        <translation>
            <numerusform>%n file was compared; nothing to compare it with.</numerusform>
            <numerusform>%n files were compared; each says something of its own.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) within the line</source>
        <translation>
            <numerusform>%n file within the line</numerusform>
            <numerusform>%n files within the line</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) would be read</source>
        <translation>
            <numerusform>%n file would be read</numerusform>
            <numerusform>%n files would be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) of copies</source>
        <translation>
            <numerusform>%n group of copies</numerusform>
            <numerusform>%n groups of copies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hidden below {band}</source>
        <translation>
            <numerusform>%n hidden below {band}</numerusform>
            <numerusform>%n hidden below {band}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n identical file(s) elsewhere</source>
        <translation>
            <numerusform>%n identical file elsewhere</numerusform>
            <numerusform>%n identical files elsewhere</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left out</source>
        <translation>
            <numerusform>%n left out</numerusform>
            <numerusform>%n left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more file(s) are identical to some of these and not counted.</source>
        <translation>
            <numerusform>%n more file is identical to one of these and not counted.</numerusform>
            <numerusform>%n more files are identical to some of these and not counted.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more note(s) like this.</source>
        <translation>
            <numerusform>%n more note like this.</numerusform>
            <numerusform>%n more notes like this.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not searchable</source>
        <translation>
            <numerusform>%n not searchable</numerusform>
            <numerusform>%n not searchable</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other file(s)</source>
        <translation>
            <numerusform>%n other file</numerusform>
            <numerusform>%n other files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n searchable</source>
        <translation>
            <numerusform>%n searchable</numerusform>
            <numerusform>%n searchable</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shown</source>
        <translation>
            <numerusform>%n shown</numerusform>
            <numerusform>%n shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stay(s)</source>
        <translation>
            <numerusform>%n stays</numerusform>
            <numerusform>%n stay</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n topic(s)</source>
        <translation>
            <numerusform>%n topic</numerusform>
            <numerusform>%n topics</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n topics chosen</source>
        <translation>
            <numerusform>%n topic chosen</numerusform>
            <numerusform>%n topics chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n version(s) folded</source>
        <translation>
            <numerusform>%n version folded</numerusform>
            <numerusform>%n versions folded</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n weaker result(s) are hidden by the line.</source>
        <translation>
            <numerusform>%n weaker result is hidden by the line.</numerusform>
            <numerusform>%n weaker results are hidden by the line.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>+%n identical file(s)</source>
        <translation>
            <numerusform>+%n identical file</numerusform>
            <numerusform>+%n identical files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>+%n more passage(s)</source>
        <translation>
            <numerusform>+%n more passage</numerusform>
            <numerusform>+%n more passages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>+%n version(s)</source>
        <translation>
            <numerusform>+%n version</numerusform>
            <numerusform>+%n versions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n file(s)</source>
        <translation>
            <numerusform>All %n file</numerusform>
            <numerusform>All %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Lives in %n folder(s)</source>
        <translation>
            <numerusform>Lives in %n folder</numerusform>
            <numerusform>Lives in %n folders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n file(s) to trash</source>
        <translation>
            <numerusform>Move %n file to trash</numerusform>
            <numerusform>Move %n files to trash</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The best %n shown, there are more</source>
        <translation>
            <numerusform>The best one shown, there are more</numerusform>
            <numerusform>The best %n shown, there are more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s)</source>
        <translation>
            <numerusform>about %n hour</numerusform>
            <numerusform>about %n hours</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation>
            <numerusform>about %n minute</numerusform>
            <numerusform>about %n minutes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at least %n file(s) would be read</source>
        <translation>
            <numerusform>at least %n file would be read</numerusform>
            <numerusform>at least %n files would be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{found} of %n file(s) can be found</source>
        <translation>
            <numerusform>{found} of %n file can be found</numerusform>
            <numerusform>{found} of %n files can be found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name}, %n file(s)</source>
        <translation>
            <numerusform>{name}, %n file</numerusform>
            <numerusform>{name}, %n files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name}, %n result(s)</source>
        <translation>
            <numerusform>{name}, %n result</numerusform>
            <numerusform>{name}, %n results</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name}, at least %n result(s)</source>
        <translation>
            <numerusform>{name}, at least %n result</numerusform>
            <numerusform>{name}, at least %n results</numerusform>
        </translation>
    </message>
</context>
</TS>
