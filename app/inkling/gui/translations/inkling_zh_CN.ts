<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Inkling</name>
    <message>
        <source> (signal {number})</source>
        <translation>（信号 {number}）</translation>
    </message>
    <message>
        <source>"thirty days"</source>
        <translation>“三十天”</translation>
    </message>
    <message numerus="yes">
        <source>%n being read</source>
        <translation>
            <numerusform>%n 个正在读取</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) after this: F8</source>
        <translation>
            <numerusform>后面还有 %n 处改动：F8</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) before this: F7</source>
        <translation>
            <numerusform>前面还有 %n 处改动：F7</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) newer</source>
        <translation>
            <numerusform>晚 %n 天</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) older</source>
        <translation>
            <numerusform>早 %n 天</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n example(s)</source>
        <translation>
            <numerusform>%n 个示例</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are in the trash now.</source>
        <translation>
            <numerusform>%n 个文件已移到回收站。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) are still being read; they may hold it.</source>
        <translation>
            <numerusform>还有 %n 个文件正在读取，答案也许就在其中。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) came back.</source>
        <translation>
            <numerusform>%n 个文件已放回原处。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) could not be read and cannot be searched.</source>
        <translation>
            <numerusform>%n 个文件读不出来，无法查找。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) to the trash</source>
        <translation>
            <numerusform>%n 个文件移到回收站</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) were compared; each says something of its own.</source>
        <translation>
            <numerusform>比较了 %n 个文件，内容各不相同。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) within the line</source>
        <translation>
            <numerusform>圈内有 %n 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) would be read</source>
        <translation>
            <numerusform>将读取 %n 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s) of copies</source>
        <translation>
            <numerusform>%n 组副本</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hidden below {band}</source>
        <translation>
            <numerusform>低于“{band}”的 %n 个未显示</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n identical file(s) elsewhere</source>
        <translation>
            <numerusform>别处还有 %n 个相同文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left out</source>
        <translation>
            <numerusform>%n 个不读取</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>还有 %n 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more file(s) are identical to some of these and not counted.</source>
        <translation>
            <numerusform>另有 %n 个文件与其中一些完全相同，未重复计入。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more note(s) like this.</source>
        <translation>
            <numerusform>另有 %n 条类似说明。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not searchable</source>
        <translation>
            <numerusform>%n 个无法查找</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other file(s)</source>
        <translation>
            <numerusform>其余 %n 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n searchable</source>
        <translation>
            <numerusform>%n 个可查找</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n shown</source>
        <translation>
            <numerusform>显示 %n 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stay(s)</source>
        <translation>
            <numerusform>保留 %n 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n topic(s)</source>
        <translation>
            <numerusform>%n 个主题</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n topics chosen</source>
        <translation>
            <numerusform>选中 %n 个主题</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n version(s) folded</source>
        <translation>
            <numerusform>折叠了 %n 个版本</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n weaker result(s) are hidden by the line.</source>
        <translation>
            <numerusform>另有 %n 个较弱的结果在界线以下，未显示。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>+%n identical file(s)</source>
        <translation>
            <numerusform>另有 %n 个相同文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>+%n more passage(s)</source>
        <translation>
            <numerusform>另有 %n 段</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>+%n version(s)</source>
        <translation>
            <numerusform>另有 %n 个版本</numerusform>
        </translation>
    </message>
    <message>
        <source>0 lets Inkling choose by whether you are at the computer.</source>
        <translation>填 0 时，Inkling 会看您是否在用电脑来决定。</translation>
    </message>
    <message>
        <source>A better order is ready. Show it</source>
        <translation>更准的排序已就绪，点此显示</translation>
    </message>
    <message>
        <source>A folder needs at least five files that can be read.</source>
        <translation>文件夹里至少要有五个能读取的文件。</translation>
    </message>
    <message>
        <source>A mistake in Inkling. The local log says where.</source>
        <translation>Inkling 出了错，本地日志记下了位置。</translation>
    </message>
    <message>
        <source>A pattern has {text} characters; at most {longest_pattern} can be used.</source>
        <translation>有一个模式长 {text} 个字符；最多可用 {longest_pattern} 个。</translation>
    </message>
    <message>
        <source>A picture without text, such as a scan.</source>
        <translation>没有文字的图片，例如扫描件。</translation>
    </message>
    <message>
        <source>A shared passage stands in at least 2 files.</source>
        <translation>共有的段落至少要出现在 2 个文件中。</translation>
    </message>
    <message>
        <source>A topic's name has 1 to {longest_name} characters.</source>
        <translation>主题名称应为 1 到 {longest_name} 个字符。</translation>
    </message>
    <message>
        <source>Add a folder; what is read can be found at once.</source>
        <translation>请添加一个文件夹，读完的文件马上就能找到。</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Add the place itself as a folder.</source>
        <translation>请把那个位置本身添加为文件夹。</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message numerus="yes">
        <source>All %n file(s)</source>
        <translation>
            <numerusform>全部 %n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>All commands</source>
        <translation>全部命令</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>全部文件</translation>
    </message>
    <message>
        <source>All files were compared by their words.</source>
        <translation>全部文件按字词比较。</translation>
    </message>
    <message>
        <source>All groups</source>
        <translation>全部分组</translation>
    </message>
    <message>
        <source>Allow reading it, or exclude it.</source>
        <translation>请允许读取，或把它排除。</translation>
    </message>
    <message>
        <source>Another Inkling has this library open, so nothing can be changed here. Do it there.</source>
        <translation>另一个 Inkling 打开着这个资料库，这里无法更改。请在那边操作。</translation>
    </message>
    <message>
        <source>Another Inkling is writing to this library. Use that one, or close it first.</source>
        <translation>另一个 Inkling 正在写入这个资料库。请使用那一个，或先关闭它。</translation>
    </message>
    <message>
        <source>Another file stands there now. Move it away and undo again.</source>
        <translation>那里现在有另一个文件。请把它移开，然后再撤销一次。</translation>
    </message>
    <message>
        <source>Another folder…</source>
        <translation>其他文件夹…</translation>
    </message>
    <message>
        <source>Another program holds this library's catalog. Try again in a moment.</source>
        <translation>另一个程序正占用这个资料库的数据库。请稍后再试。</translation>
    </message>
    <message>
        <source>Another topic is called {name} already. Merge the two, or choose another name.</source>
        <translation>已有另一个主题叫 {name}。请合并两者，或换一个名称。</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Arabic</source>
        <translation>阿拉伯语</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>压缩包</translation>
    </message>
    <message>
        <source>Armenian</source>
        <translation>亚美尼亚语</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Ask as you would ask a person, or be exact</source>
        <translation>像问人一样提问，也可以精确查找</translation>
    </message>
    <message>
        <source>Ask for a topic</source>
        <translation>指定主题</translation>
    </message>
    <message>
        <source>Ask for a topic…</source>
        <translation>指定主题…</translation>
    </message>
    <message>
        <source>Be careful with this file if you do not know where it comes from.</source>
        <translation>如果您不知道这个文件的来历，请小心对待。</translation>
    </message>
    <message>
        <source>Bringing files back…</source>
        <translation>正在放回文件…</translation>
    </message>
    <message>
        <source>By words and by meaning</source>
        <translation>按字词和含义都可查</translation>
    </message>
    <message>
        <source>By words so far</source>
        <translation>目前只能按字词查</translation>
    </message>
    <message>
        <source>By words, and by meaning where the model knows the language</source>
        <translation>按字词查找，模型支持的语言还可按含义查找</translation>
    </message>
    <message>
        <source>Called off before its turn.</source>
        <translation>还没轮到它就取消了。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Catalog: text, words and meanings</source>
        <translation>数据库：文本、字词与含义</translation>
    </message>
    <message>
        <source>Cc</source>
        <translation>抄送</translation>
    </message>
    <message>
        <source>Change its permissions to make it searchable.</source>
        <translation>更改它的权限即可查找。</translation>
    </message>
    <message>
        <source>Change the file, or leave it out in the folder's rules.</source>
        <translation>请改动该文件，或在文件夹规则中排除它。</translation>
    </message>
    <message>
        <source>Change the list density</source>
        <translation>切换列表疏密</translation>
    </message>
    <message>
        <source>Changed recently</source>
        <translation>最近改动</translation>
    </message>
    <message>
        <source>Check the disk; it is tried again at each scan.</source>
        <translation>请检查磁盘；每次扫描时都会再试。</translation>
    </message>
    <message>
        <source>Check the disk; it is tried again later.</source>
        <translation>请检查磁盘；稍后会再试。</translation>
    </message>
    <message>
        <source>Check the library</source>
        <translation>检查资料库</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>Choose a copy to compare it.</source>
        <translation>选一个副本进行比较。</translation>
    </message>
    <message>
        <source>Choose a file that is compared with its reference first.</source>
        <translation>请先选择一个与基准比较的文件。</translation>
    </message>
    <message>
        <source>Choose a topic, or draw around points to see their files.</source>
        <translation>选一个主题，或圈出一些点来查看文件。</translation>
    </message>
    <message>
        <source>Choose one topic first.</source>
        <translation>请先选择一个主题。</translation>
    </message>
    <message>
        <source>Choose two or more topics first.</source>
        <translation>请先选择两个或更多主题。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>关闭窗口</translation>
    </message>
    <message>
        <source>Closing the window leaves Inkling running in the tray.</source>
        <translation>关闭窗口后，Inkling 留在托盘中继续运行。</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Comparing files…</source>
        <translation>正在比较文件…</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>副本</translation>
    </message>
    <message>
        <source>Copy passage with its source</source>
        <translation>复制段落及出处</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Copy the note</source>
        <translation>复制记录</translation>
    </message>
    <message>
        <source>Could not be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>Coverage</source>
        <translation>收录情况</translation>
    </message>
    <message>
        <source>Creating</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Do not save this search any more</source>
        <translation>不再保存这条查找</translation>
    </message>
    <message>
        <source>Drag the line, or use the arrow keys. A result with your exact words is never hidden.</source>
        <translation>拖动界线，或用方向键移动。含有您原词的结果始终显示。</translation>
    </message>
    <message>
        <source>Draw around files (Shift and drag). The list tells the same.</source>
        <translation>圈选文件（按住 Shift 拖动）。列表中也能看到同样的内容。</translation>
    </message>
    <message>
        <source>Dry run</source>
        <translation>试运行</translation>
    </message>
    <message>
        <source>Dutch</source>
        <translation>荷兰语</translation>
    </message>
    <message>
        <source>Earlier searches</source>
        <translation>以前的查找</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英语</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>回车</translation>
    </message>
    <message>
        <source>Everything can be found by its words, not by meaning: {why}</source>
        <translation>一切都能按字词查找，但不能按含义查找：{why}</translation>
    </message>
    <message>
        <source>Everything that Inkling read from it is erased from the library. The files stay as they are.</source>
        <translation>Inkling 从中读到的一切都会从资料库中清除，文件本身不受影响。</translation>
    </message>
    <message>
        <source>Export the copies…</source>
        <translation>导出副本列表…</translation>
    </message>
    <message>
        <source>Export the topics…</source>
        <translation>导出主题…</translation>
    </message>
    <message>
        <source>Exported.</source>
        <translation>已导出。</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Files become findable by their words first, then by their meaning.</source>
        <translation>文件先能按字词查到，随后也能按含义查到。</translation>
    </message>
    <message>
        <source>Files found</source>
        <translation>找到的文件</translation>
    </message>
    <message>
        <source>Files have changed since this was found.</source>
        <translation>找到这些结果之后，文件又有改动。</translation>
    </message>
    <message>
        <source>Files in {languages} are found by words alone: the model was not made for them.</source>
        <translation>{languages}文件只按字词查找：此模型未针对该语言训练。</translation>
    </message>
    <message>
        <source>Files less typical than this fade to Unsorted.</source>
        <translation>典型度低于此值的文件会变淡，归入“未归类”。</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Find copies</source>
        <translation>查找副本</translation>
    </message>
    <message>
        <source>Find copies, or look again</source>
        <translation>查找副本，或重新查找</translation>
    </message>
    <message>
        <source>Find topics</source>
        <translation>查找主题</translation>
    </message>
    <message>
        <source>Find topics, or look again</source>
        <translation>查找主题，或重新查找</translation>
    </message>
    <message>
        <source>Find what you have more than once</source>
        <translation>找出重复的内容</translation>
    </message>
    <message>
        <source>Flushing</source>
        <translation>写盘</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Folders are nested more than {deepest} deep here.</source>
        <translation>这里的文件夹嵌套超过 {deepest} 层。</translation>
    </message>
    <message>
        <source>Following stopped by a mistake of ours. Start Inkling again, and please report it.</source>
        <translation>由于我们的错误，跟踪已停止。请重新启动 Inkling，并向我们报告。</translation>
    </message>
    <message>
        <source>For fast search (can be made anew)</source>
        <translation>用于快速查找的数据（可重新生成）</translation>
    </message>
    <message>
        <source>Forget this folder</source>
        <translation>移除此文件夹</translation>
    </message>
    <message>
        <source>Forget {folder}?</source>
        <translation>要移除 {folder} 吗？</translation>
    </message>
    <message>
        <source>Forget…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>French</source>
        <translation>法语</translation>
    </message>
    <message>
        <source>From</source>
        <translation>发件人</translation>
    </message>
    <message>
        <source>From the box into the results</source>
        <translation>从查找框进入结果</translation>
    </message>
    <message>
        <source>German</source>
        <translation>德语</translation>
    </message>
    <message>
        <source>Go to the search</source>
        <translation>开始查找</translation>
    </message>
    <message>
        <source>Go to {name}</source>
        <translation>转到“{name}”</translation>
    </message>
    <message>
        <source>Gone while being read</source>
        <translation>读取时消失</translation>
    </message>
    <message>
        <source>Greek</source>
        <translation>希腊语</translation>
    </message>
    <message>
        <source>Groups of copies</source>
        <translation>副本分组</translation>
    </message>
    <message>
        <source>Hardly a match:</source>
        <translation>几乎不相符：</translation>
    </message>
    <message>
        <source>Hebrew</source>
        <translation>希伯来语</translation>
    </message>
    <message>
        <source>Hindi</source>
        <translation>印地语</translation>
    </message>
    <message>
        <source>How sure</source>
        <translation>确定程度</translation>
    </message>
    <message>
        <source>Identical</source>
        <translation>完全相同</translation>
    </message>
    <message>
        <source>Identical files</source>
        <translation>相同文件</translation>
    </message>
    <message>
        <source>If you need it searchable, unpack it into one of your folders.</source>
        <translation>如需查找其内容，请把它解压到您的某个文件夹中。</translation>
    </message>
    <message>
        <source>Inkling asked for an Internet socket just now, and the kernel refused it, as it refuses all.</source>
        <translation>Inkling 刚才请求了一个网络套接字，被内核拒绝；任何网络套接字都会被拒绝。</translation>
    </message>
    <message>
        <source>Inkling cannot start</source>
        <translation>Inkling 无法启动</translation>
    </message>
    <message>
        <source>Inkling compares what the files say: identical files, the same text in another format, edited copies. It only looks. Nothing is moved unless you say so.</source>
        <translation>Inkling 比较文件的内容，找出完全相同的文件、换了格式的同一文本和改动过的副本。它只读不改，未经您确认，不会移动任何文件。</translation>
    </message>
    <message>
        <source>Inkling ended unexpectedly last time</source>
        <translation>Inkling 上次意外退出</translation>
    </message>
    <message>
        <source>Inkling ended {deaths} times while it read this file alone, so it is left aside.</source>
        <translation>Inkling 单独读取这个文件时结束了 {deaths} 次，因此把它放在一边。</translation>
    </message>
    <message>
        <source>Inkling is closing.</source>
        <translation>Inkling 正在关闭。</translation>
    </message>
    <message>
        <source>Inkling reads the documents in them on this computer. It opens no network connection, ever.</source>
        <translation>Inkling 只在这台电脑上读取其中的文档，绝不联网。</translation>
    </message>
    <message>
        <source>Inkling reads the documents in them on this computer. It opens no network connection, ever: the system's kernel refuses it one, and you can check that on the page Library.</source>
        <translation>Inkling 只在这台电脑上读取其中的文档，从不联网：系统内核会拒绝它的任何网络连接，您可以在“资料库”页自行核实。</translation>
    </message>
    <message>
        <source>Inkling reads them on this computer. Nothing leaves it, nothing in them is changed.</source>
        <translation>Inkling 只在这台电脑上读取，内容不外传，文件不改动。</translation>
    </message>
    <message>
        <source>Inkling sorts the files of a folder into topics and names them. It only looks; no file is moved.</source>
        <translation>Inkling 把文件夹里的文件按主题归类并命名。它只读不改，不会移动任何文件。</translation>
    </message>
    <message>
        <source>Install Inkling again.</source>
        <translation>请重新安装 Inkling。</translation>
    </message>
    <message>
        <source>Install Inkling's extra 'ocr': the text in it is then recognised by itself.</source>
        <translation>安装 Inkling 的附加组件 ocr，其中的文字就会自动识别。</translation>
    </message>
    <message>
        <source>Installed: {names}.</source>
        <translation>已安装：{names}。</translation>
    </message>
    <message>
        <source>Invoices, forms and letters from one template. They are not copies: their values differ.</source>
        <translation>同一模板的账单、表格和信函。数值不同，不算副本。</translation>
    </message>
    <message>
        <source>It changed since it was compared.</source>
        <translation>比较之后它又有改动。</translation>
    </message>
    <message>
        <source>It could not be read: {why}.</source>
        <translation>无法读取：{why}。</translation>
    </message>
    <message>
        <source>It holds more than {members} files.</source>
        <translation>其中的文件超过 {members} 个。</translation>
    </message>
    <message>
        <source>It is larger than {megabytes} MB.</source>
        <translation>它大于 {megabytes} MB。</translation>
    </message>
    <message>
        <source>It is nested deeper than any program writes.</source>
        <translation>它的嵌套比任何程序写出的都深。</translation>
    </message>
    <message>
        <source>It is not there any more.</source>
        <translation>它已不在那里了。</translation>
    </message>
    <message>
        <source>It is protected by a password.</source>
        <translation>它有密码保护。</translation>
    </message>
    <message>
        <source>It is read again once it rests.</source>
        <translation>等它不再变动时会重新读取。</translation>
    </message>
    <message>
        <source>It is the very file that stays.</source>
        <translation>它正是要保留的那个文件。</translation>
    </message>
    <message>
        <source>It is too large to be read inside an archive.</source>
        <translation>它太大，无法在压缩包内读取。</translation>
    </message>
    <message>
        <source>It is tried again at the next sync.</source>
        <translation>下次同步时会再试。</translation>
    </message>
    <message>
        <source>It is {what}. Inkling shows it in its folder instead.</source>
        <translation>这是{what}。Inkling 会改为在文件夹中显示它。</translation>
    </message>
    <message>
        <source>It lies in {data}, readable by you only.</source>
        <translation>位于 {data}，只有您可以读取。</translation>
    </message>
    <message>
        <source>It lies more than {depth} containers deep.</source>
        <translation>它嵌套在 {depth} 层以上的容器中。</translation>
    </message>
    <message>
        <source>It unpacks to more than {megabytes} MB.</source>
        <translation>解开后超过 {megabytes} MB。</translation>
    </message>
    <message>
        <source>It was called off.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>It was changed while it was read.</source>
        <translation>读取期间它有改动。</translation>
    </message>
    <message>
        <source>It was not made for {language}: words find these files.</source>
        <translation>此模型未针对{language}训练，{language}文件只按字词查找。</translation>
    </message>
    <message>
        <source>Italian</source>
        <translation>意大利语</translation>
    </message>
    <message>
        <source>Its XML has a document type or a depth that no program writes; it may be made to do harm.</source>
        <translation>它的 XML 带有正常程序不会写出的文档类型或深度，可能是有意为害的。</translation>
    </message>
    <message>
        <source>Its copies</source>
        <translation>它的副本</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>日语</translation>
    </message>
    <message>
        <source>Keep everything</source>
        <translation>全部保留</translation>
    </message>
    <message>
        <source>Keep the newest</source>
        <translation>保留最新的</translation>
    </message>
    <message>
        <source>Keep the oldest</source>
        <translation>保留最旧的</translation>
    </message>
    <message>
        <source>Keep the reference</source>
        <translation>保留基准文件</translation>
    </message>
    <message>
        <source>Keep the shortest path</source>
        <translation>保留路径最短的</translation>
    </message>
    <message>
        <source>Keep this topic and its name, whatever is found later.</source>
        <translation>保留此主题及其名称，以后重新整理时也不变。</translation>
    </message>
    <message>
        <source>Keep what is in a folder…</source>
        <translation>保留某个文件夹中的…</translation>
    </message>
    <message>
        <source>Keep what is in this folder</source>
        <translation>保留这个文件夹中的</translation>
    </message>
    <message>
        <source>Keeps your last searches on this computer.</source>
        <translation>最近的查找记录只保存在这台电脑上。</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Korean</source>
        <translation>韩语</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>不读取</translation>
    </message>
    <message>
        <source>Leave such files out in the folder's rules.</source>
        <translation>请在文件夹规则中排除这类文件。</translation>
    </message>
    <message>
        <source>Left out, for example: {names}</source>
        <translation>不读取的有：{names}</translation>
    </message>
    <message>
        <source>Left out: {reason}</source>
        <translation>不读取：{reason}</translation>
    </message>
    <message>
        <source>Less like this</source>
        <translation>更少类似的</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>资料库</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Light or dark.</source>
        <translation>浅色或深色。</translation>
    </message>
    <message>
        <source>Likely</source>
        <translation>可能</translation>
    </message>
    <message>
        <source>Likely:</source>
        <translation>可能：</translation>
    </message>
    <message numerus="yes">
        <source>Lives in %n folder(s)</source>
        <translation>
            <numerusform>分布在 %n 个文件夹</numerusform>
        </translation>
    </message>
    <message>
        <source>Local log</source>
        <translation>本地日志</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>有密码保护或无权读取</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查找</translation>
    </message>
    <message>
        <source>Looking at</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Looking what would go…</source>
        <translation>正在查看哪些文件会移走…</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>邮件</translation>
    </message>
    <message>
        <source>Make two topics of this one.</source>
        <translation>把这个主题分成两个。</translation>
    </message>
    <message>
        <source>Making one topic of several…</source>
        <translation>正在合并主题…</translation>
    </message>
    <message>
        <source>Map of the topics</source>
        <translation>主题地图</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>Mend it; until then it does nothing.</source>
        <translation>请改正它；在此之前它不起作用。</translation>
    </message>
    <message>
        <source>Mended: {what}</source>
        <translation>已修复：{what}</translation>
    </message>
    <message>
        <source>Merge into one</source>
        <translation>合并为一个</translation>
    </message>
    <message>
        <source>Merge the chosen topics</source>
        <translation>合并所选主题</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>More like this</source>
        <translation>更多类似的</translation>
    </message>
    <message>
        <source>More like this, less like this</source>
        <translation>更多类似的、更少类似的</translation>
    </message>
    <message>
        <source>Most typical</source>
        <translation>最典型的</translation>
    </message>
    <message numerus="yes">
        <source>Move %n file(s) to trash</source>
        <translation>
            <numerusform>将 %n 个文件移到回收站</numerusform>
        </translation>
    </message>
    <message>
        <source>Move its files further up.</source>
        <translation>请把其中的文件移到较上层。</translation>
    </message>
    <message>
        <source>Move the strength line</source>
        <translation>调整强度界线</translation>
    </message>
    <message>
        <source>Move to trash</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>Moving files to the trash…</source>
        <translation>正在移到回收站…</translation>
    </message>
    <message>
        <source>Name at least two topics to merge.</source>
        <translation>请至少指定两个要合并的主题。</translation>
    </message>
    <message>
        <source>Names of topics to sort files into, with commas between them:</source>
        <translation>想要的主题名称，用逗号分隔：</translation>
    </message>
    <message>
        <source>Near copies</source>
        <translation>近似副本</translation>
    </message>
    <message>
        <source>New files were read. Search again</source>
        <translation>读取了新文件，重新查找</translation>
    </message>
    <message>
        <source>Next change</source>
        <translation>下一处改动</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>下一处匹配</translation>
    </message>
    <message>
        <source>No command has these words.</source>
        <translation>没有含这些字词的命令。</translation>
    </message>
    <message>
        <source>No copies found</source>
        <translation>没有重复的内容</translation>
    </message>
    <message>
        <source>No copy of</source>
        <translation>不是它的副本</translation>
    </message>
    <message>
        <source>No files yet</source>
        <translation>还没有文件</translation>
    </message>
    <message>
        <source>No folder of this library is called “{name}”.</source>
        <translation>这个资料库中没有名为“{name}”的文件夹。</translation>
    </message>
    <message>
        <source>No folder yet. Add one, and its files become findable.</source>
        <translation>还没有文件夹。添加一个，其中的文件就能查找了。</translation>
    </message>
    <message>
        <source>No folders yet</source>
        <translation>还没有文件夹</translation>
    </message>
    <message>
        <source>No model is installed: files are found by their words only.</source>
        <translation>没有安装模型，只能按字词查找。</translation>
    </message>
    <message>
        <source>No passage is close to this in its words or its meaning.</source>
        <translation>没有哪一段在字词或含义上与此接近。</translation>
    </message>
    <message>
        <source>No permission to read</source>
        <translation>没有读取权限</translation>
    </message>
    <message>
        <source>No program was found that opens this.</source>
        <translation>没有找到能打开它的程序。</translation>
    </message>
    <message>
        <source>No text was recognised in this picture.</source>
        <translation>没有在这张图片中识别出文字。</translation>
    </message>
    <message>
        <source>No topics have been found here yet. Find them first.</source>
        <translation>这里还没有找过主题。请先查找主题。</translation>
    </message>
    <message>
        <source>No word of the query stands here.</source>
        <translation>这里没有所查的字词。</translation>
    </message>
    <message>
        <source>None is installed; install Inkling again.</source>
        <translation>一个也没有安装；请重新安装 Inkling。</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>Notebook</source>
        <translation>笔记本</translation>
    </message>
    <message>
        <source>Nothing here matches</source>
        <translation>这里没有相符的内容</translation>
    </message>
    <message>
        <source>Nothing in its folder is much like it.</source>
        <translation>它所在的文件夹里没有与它相近的文件。</translation>
    </message>
    <message>
        <source>Nothing in {folder} is about the same: files there are about {usual} alike, this one only {likeness}. The nearest is {nearest}.</source>
        <translation>“{folder}”中没有内容相近的文件：那里的文件彼此约 {usual} 相似，而这个只有 {likeness}。最接近的是 {nearest}。</translation>
    </message>
    <message>
        <source>Nothing is covered yet</source>
        <translation>还没有收录任何文件</translation>
    </message>
    <message>
        <source>Nothing is read: a protection of the readers could not be switched on, though this system has it: {what}. Report it, please, with what `inkling doctor` says.</source>
        <translation>什么都没有读取：读取程序有一项保护未能启用，尽管本系统具备：{what}。请连同 `inkling doctor` 的结果一起报告。</translation>
    </message>
    <message>
        <source>Nothing is removed from the group of {name}: all else would be gone.</source>
        <translation>“{name}”这一组不移除任何文件，否则就一个也不剩了。</translation>
    </message>
    <message>
        <source>Nothing is selected. Choose what to keep, and see what would go.</source>
        <translation>尚未选择。选定要保留的，就能看到哪些会被移走。</translation>
    </message>
    <message>
        <source>Nothing needs to be done.</source>
        <translation>无需处理。</translation>
    </message>
    <message>
        <source>Nothing was noted.</source>
        <translation>没有任何记录。</translation>
    </message>
    <message>
        <source>Nothing would go to the trash by this rule.</source>
        <translation>按这条规则，没有文件会移到回收站。</translation>
    </message>
    <message>
        <source>Notices changes at once; without it, folders are looked at every few minutes.</source>
        <translation>文件一有改动就更新；关闭后每隔几分钟检查一次。</translation>
    </message>
    <message>
        <source>One of the two files is no longer in the library.</source>
        <translation>两个文件中有一个已不在资料库中。</translation>
    </message>
    <message>
        <source>One pattern a line, written as in .gitignore.</source>
        <translation>每行一个模式，写法同 .gitignore。</translation>
    </message>
    <message>
        <source>One step back</source>
        <translation>后退一步</translation>
    </message>
    <message>
        <source>One text was written from the other. They are not copies: about half of the words are others.</source>
        <translation>一篇是根据另一篇写成的。它们不是副本：约有一半的词不同。</translation>
    </message>
    <message>
        <source>Only by words for now: searching by meaning is being prepared.</source>
        <translation>暂时只按字词查找：按含义查找正在准备中。</translation>
    </message>
    <message>
        <source>Only its first {output_chars} characters are searchable.</source>
        <translation>只有前 {output_chars} 个字符可以查找。</translation>
    </message>
    <message>
        <source>Only the beginning of these long texts was compared.</source>
        <translation>文本过长，只比较了开头部分。</translation>
    </message>
    <message>
        <source>Only the first rows of this sheet were read.</source>
        <translation>只读取了这个工作表开头的若干行。</translation>
    </message>
    <message>
        <source>Only the first {max_parts} parts of the message were read.</source>
        <translation>只读取了邮件的前 {max_parts} 个部分。</translation>
    </message>
    <message>
        <source>Only the first {members} messages were read.</source>
        <translation>只读取了前 {members} 封邮件。</translation>
    </message>
    <message>
        <source>Only the first {pages} of {count} pages were read.</source>
        <translation>共 {count} 页，只读取了前 {pages} 页。</translation>
    </message>
    <message>
        <source>Only the surest</source>
        <translation>只看最确定的</translation>
    </message>
    <message>
        <source>Only topics of the same level, or parts of the same topic, can be merged.</source>
        <translation>只能合并同一层的主题，或同一主题的各部分。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open it anyway</source>
        <translation>仍要打开</translation>
    </message>
    <message>
        <source>Open it in its own program and save it again there; Inkling itself was not harmed.</source>
        <translation>请用对应的程序打开并重新保存；Inkling 本身未受影响。</translation>
    </message>
    <message>
        <source>Open it in its own program; if that can, save it again there, perhaps in another format.</source>
        <translation>请用对应的程序打开；如果能打开，请在那里重新保存，或另存为别的格式。</translation>
    </message>
    <message>
        <source>Open it in its own program; if that can, save it again there.</source>
        <translation>请用对应的程序打开；如果能打开，请在那里重新保存一次。</translation>
    </message>
    <message>
        <source>Open the result</source>
        <translation>打开结果</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Opening {name} could start a program.</source>
        <translation>打开 {name} 可能会启动程序。</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Page or text</source>
        <translation>页面或文本</translation>
    </message>
    <message>
        <source>Pause on battery</source>
        <translation>用电池时暂停</translation>
    </message>
    <message>
        <source>Pause or resume reading</source>
        <translation>暂停或继续读取</translation>
    </message>
    <message>
        <source>Pause reading</source>
        <translation>暂停读取</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Picture of the page</source>
        <translation>页面图像</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Pin or unpin the topic</source>
        <translation>固定主题或取消固定</translation>
    </message>
    <message>
        <source>Portuguese</source>
        <translation>葡萄牙语</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Previous change</source>
        <translation>上一处改动</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>上一处匹配</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>隐私</translation>
    </message>
    <message>
        <source>Processors to use</source>
        <translation>使用的处理器核心数</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Protected: {what}.</source>
        <translation>保护有效：{what}。</translation>
    </message>
    <message>
        <source>Protecting</source>
        <translation>设置权限</translation>
    </message>
    <message>
        <source>Quick look</source>
        <translation>快速查看</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Read in part: it takes more memory or depth than one file may have.</source>
        <translation>只读取了一部分：它需要的内存或嵌套深度超出单个文件的限度。</translation>
    </message>
    <message>
        <source>Read in part: {reason}</source>
        <translation>只读取了一部分：{reason}</translation>
    </message>
    <message>
        <source>Read only these</source>
        <translation>只读取这些</translation>
    </message>
    <message>
        <source>Read only these (empty: everything)</source>
        <translation>只读取这些（留空则全部读取）</translation>
    </message>
    <message>
        <source>Read scanned pages</source>
        <translation>识别扫描页</translation>
    </message>
    <message>
        <source>Read: text, PDF, office files, mail, web pages, books, pictures with text. Never read: keys, password stores, hidden and system folders. Nothing in your folders is changed.</source>
        <translation>会读取：文本、PDF、办公文档、邮件、网页、电子书、带文字的图片。绝不读取：密钥、密码库、隐藏文件夹和系统文件夹。您的文件夹不会有任何改动。</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>Reading goes on with the protections that there are. A newer kernel offers all of them.</source>
        <translation>读取会在现有的保护下继续。较新的内核提供全部保护。</translation>
    </message>
    <message>
        <source>Reading it takes more memory than one file may have.</source>
        <translation>读取它所需的内存超出单个文件的限度。</translation>
    </message>
    <message>
        <source>Reading it took longer than {budget_s} seconds.</source>
        <translation>读取超过了 {budget_s} 秒。</translation>
    </message>
    <message>
        <source>Reading pauses when the disk is full.</source>
        <translation>磁盘满时会暂停读取。</translation>
    </message>
    <message>
        <source>Reading the list…</source>
        <translation>正在读取列表…</translation>
    </message>
    <message>
        <source>Reading your files…</source>
        <translation>正在读取您的文件…</translation>
    </message>
    <message>
        <source>Recent searches</source>
        <translation>最近的查找</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>基准</translation>
    </message>
    <message>
        <source>Reference and copy, side by side</source>
        <translation>基准与副本对照</translation>
    </message>
    <message>
        <source>Remember searches</source>
        <translation>记住查找记录</translation>
    </message>
    <message>
        <source>Remove the stray cells at the far end of the sheet.</source>
        <translation>请删除工作表远端的零散单元格。</translation>
    </message>
    <message>
        <source>Remove {part}</source>
        <translation>去掉 {part}</translation>
    </message>
    <message>
        <source>Removing</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Rename the topic</source>
        <translation>重命名主题</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Resume reading</source>
        <translation>继续读取</translation>
    </message>
    <message>
        <source>Reworked texts</source>
        <translation>改写的文本</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Rules…</source>
        <translation>规则…</translation>
    </message>
    <message>
        <source>Run: {command}</source>
        <translation>请运行：{command}</translation>
    </message>
    <message>
        <source>Russian</source>
        <translation>俄语</translation>
    </message>
    <message>
        <source>Said to be no copies</source>
        <translation>标为“不是副本”的文件</translation>
    </message>
    <message>
        <source>Said to be no copies…</source>
        <translation>标为“不是副本”的文件…</translation>
    </message>
    <message>
        <source>Same form, different values</source>
        <translation>同一模板，数值不同</translation>
    </message>
    <message>
        <source>Same text</source>
        <translation>文本相同</translation>
    </message>
    <message>
        <source>Save a copy without a password in one of your folders to make it searchable.</source>
        <translation>请在您的某个文件夹中另存一份没有密码的副本，便可查找。</translation>
    </message>
    <message>
        <source>Save a smaller copy of it.</source>
        <translation>请另存一份较小的副本。</translation>
    </message>
    <message>
        <source>Save it in a newer format.</source>
        <translation>请另存为较新的格式。</translation>
    </message>
    <message>
        <source>Save this search</source>
        <translation>保存此查找</translation>
    </message>
    <message>
        <source>Saved searches</source>
        <translation>保存的查找</translation>
    </message>
    <message>
        <source>Say what to look for</source>
        <translation>请说明要找什么</translation>
    </message>
    <message>
        <source>Scans and pictures without text</source>
        <translation>没有文字的扫描件和图片</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Search by words or by meaning</source>
        <translation>按字词或含义查找</translation>
    </message>
    <message>
        <source>Search in these files</source>
        <translation>在这些文件中查找</translation>
    </message>
    <message>
        <source>Search in this topic</source>
        <translation>在此主题中查找</translation>
    </message>
    <message>
        <source>Search without {part}</source>
        <translation>去掉 {part} 再查找</translation>
    </message>
    <message>
        <source>Searchable by meaning</source>
        <translation>可按含义查找</translation>
    </message>
    <message>
        <source>Searchable by words</source>
        <translation>可按字词查找</translation>
    </message>
    <message>
        <source>Searched for {query}</source>
        <translation>查找的是{query}</translation>
    </message>
    <message>
        <source>See for yourself in a terminal; Inkling asks for one and says what the kernel answers:</source>
        <translation>可在终端自行核实：Inkling 会当场请求一次连接，并说明内核如何答复：</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Show Inkling</source>
        <translation>显示 Inkling</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Show examples</source>
        <translation>查看示例</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Show list</source>
        <translation>查看列表</translation>
    </message>
    <message>
        <source>Show or hide the filters</source>
        <translation>显示或隐藏筛选栏</translation>
    </message>
    <message>
        <source>Show or hide the preview</source>
        <translation>显示或隐藏预览</translation>
    </message>
    <message>
        <source>Show page or text</source>
        <translation>切换页面或文本</translation>
    </message>
    <message>
        <source>Show results from</source>
        <translation>最低显示强度</translation>
    </message>
    <message>
        <source>Show the local log</source>
        <translation>查看本地日志</translation>
    </message>
    <message>
        <source>Show the nearest ones all the same</source>
        <translation>仍然显示最接近的</translation>
    </message>
    <message>
        <source>Show weaker results</source>
        <translation>显示较弱的结果</translation>
    </message>
    <message>
        <source>Show what cannot be searched</source>
        <translation>查看无法查找的文件</translation>
    </message>
    <message>
        <source>Show what waits: a better order, or new files</source>
        <translation>显示待更新的结果：更好的顺序或新文件</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Sorting files into topics…</source>
        <translation>正在按主题归类…</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Space used</source>
        <translation>占用空间</translation>
    </message>
    <message>
        <source>Spanish</source>
        <translation>西班牙语</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>拆分</translation>
    </message>
    <message>
        <source>Split it into smaller files if you need the rest.</source>
        <translation>如果需要其余部分，请把它拆成较小的文件。</translation>
    </message>
    <message>
        <source>Split it into smaller files, or save it in a simpler format.</source>
        <translation>请拆成较小的文件，或另存为更简单的格式。</translation>
    </message>
    <message>
        <source>Split it, or leave it out in the folder's rules.</source>
        <translation>请拆分它，或在文件夹规则中排除它。</translation>
    </message>
    <message>
        <source>Split the topic</source>
        <translation>拆分主题</translation>
    </message>
    <message>
        <source>Splitting a topic…</source>
        <translation>正在拆分主题…</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Start at login</source>
        <translation>登录时启动</translation>
    </message>
    <message>
        <source>Starts in the tray, where there is one, when you log in.</source>
        <translation>登录后自动启动，并留在托盘中（若有托盘）。</translation>
    </message>
    <message>
        <source>Stay in the tray</source>
        <translation>留在托盘</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>Strength: how sure it is that this answers you, from 0 to 1. Rerank: word by word comparison. Meaning: how close the passage is as a whole. Words: how many of your words stand in it.</source>
        <translation>强度：有多大把握这就是您要的，从 0 到 1。精排：逐词比较的得分。含义：整段意思的接近程度。字词：段落中含有多少您的用词。</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>很可能</translation>
    </message>
    <message>
        <source>Strong:</source>
        <translation>很可能：</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Subtitles</source>
        <translation>字幕</translation>
    </message>
    <message>
        <source>Swedish</source>
        <translation>瑞典语</translation>
    </message>
    <message>
        <source>System libraries for the window are missing.</source>
        <translation>缺少窗口所需的系统库。</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Tamil</source>
        <translation>泰米尔语</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Text of the document</source>
        <translation>文档文本</translation>
    </message>
    <message>
        <source>Text recognition is not installed.</source>
        <translation>没有安装文字识别。</translation>
    </message>
    <message>
        <source>Text recognition is not installed. Install it: `pip install 'inkling[ocr]'`; then: `inkling sync --ocr`.</source>
        <translation>没有安装文字识别。安装：`pip install 'inkling[ocr]'`；然后：`inkling sync --ocr`。</translation>
    </message>
    <message>
        <source>Thai</source>
        <translation>泰语</translation>
    </message>
    <message>
        <source>That did not work</source>
        <translation>操作未成功</translation>
    </message>
    <message>
        <source>That folder is not in the library.</source>
        <translation>该文件夹不在资料库中。</translation>
    </message>
    <message>
        <source>That is where Inkling keeps its own files. Choose one of your folders.</source>
        <translation>那里存放 Inkling 自己的文件。请选择您的某个文件夹。</translation>
    </message>
    <message>
        <source>The PDF</source>
        <translation>这份 PDF</translation>
    </message>
    <message>
        <source>The PDF has no page {page}.</source>
        <translation>这份 PDF 没有第 {page} 页。</translation>
    </message>
    <message>
        <source>The RTF document</source>
        <translation>这份 RTF 文档</translation>
    </message>
    <message>
        <source>The Word document</source>
        <translation>这份 Word 文档</translation>
    </message>
    <message>
        <source>The archive</source>
        <translation>这个压缩包</translation>
    </message>
    <message>
        <source>The archive is cut off; its start was read.</source>
        <translation>压缩包不完整；已读取开头部分。</translation>
    </message>
    <message numerus="yes">
        <source>The best %n shown, there are more</source>
        <translation>
            <numerusform>显示最匹配的 %n 个，还有更多</numerusform>
        </translation>
    </message>
    <message>
        <source>The book</source>
        <translation>这本书</translation>
    </message>
    <message>
        <source>The card of {name} has a prefix longer than max_tokens; correct the card.</source>
        <translation>{name} 的模型卡中有一个前缀长于 max_tokens；请改正模型卡。</translation>
    </message>
    <message>
        <source>The catalog cannot be read or written ({error}). Check the disk of {path}.</source>
        <translation>数据库无法读写（{error}）。请检查 {path} 所在的磁盘。</translation>
    </message>
    <message>
        <source>The catalog cannot grow: the disk is full. Free some space; work goes on.</source>
        <translation>磁盘已满，数据库无法再增大。请腾出一些空间，工作会继续进行。</translation>
    </message>
    <message>
        <source>The cells of a sheet lie too far apart.</source>
        <translation>某个工作表的单元格相隔太远。</translation>
    </message>
    <message>
        <source>The check was stopped.</source>
        <translation>检查已停止。</translation>
    </message>
    <message>
        <source>The chosen topic</source>
        <translation>选中的主题</translation>
    </message>
    <message>
        <source>The closer look gave {score}.</source>
        <translation>细看得分 {score}。</translation>
    </message>
    <message>
        <source>The desktop did not take the file. It was left in place.</source>
        <translation>桌面系统没有接收该文件。文件留在原处。</translation>
    </message>
    <message>
        <source>The disk did not give it: {strerror}.</source>
        <translation>磁盘没有给出它：{strerror}。</translation>
    </message>
    <message>
        <source>The document</source>
        <translation>这份文档</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>这个文件</translation>
    </message>
    <message>
        <source>The file did not arrive.</source>
        <translation>没有收到该文件。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>文件是空的。</translation>
    </message>
    <message>
        <source>The file is named like one of another kind ({kind}) than what is in it.</source>
        <translation>文件名像是另一种文件（{kind}），与其内容不符。</translation>
    </message>
    <message>
        <source>The file is no longer in the trash.</source>
        <translation>该文件已不在回收站中。</translation>
    </message>
    <message>
        <source>The file is not text, and its format is not known to Inkling.</source>
        <translation>该文件不是文本，Inkling 也不认识它的格式。</translation>
    </message>
    <message>
        <source>The file is of an old Windows format that Inkling does not know.</source>
        <translation>该文件是 Inkling 不认识的旧版 Windows 格式。</translation>
    </message>
    <message>
        <source>The file stays in the trash: {reason}.</source>
        <translation>文件留在回收站中：{reason}。</translation>
    </message>
    <message>
        <source>The file that was to stay is gone or changed.</source>
        <translation>本来要保留的文件已不在或已改动。</translation>
    </message>
    <message>
        <source>The file was left in place: {reason}.</source>
        <translation>文件留在原处：{reason}。</translation>
    </message>
    <message>
        <source>The files most like it are in {folder}.</source>
        <translation>与它最相近的文件都在 {folder}。</translation>
    </message>
    <message>
        <source>The folder cannot be read: {why}.</source>
        <translation>文件夹无法读取：{why}。</translation>
    </message>
    <message>
        <source>The folder is not there. Plug in its disk, or remove it from the library.</source>
        <translation>文件夹不在那里。请接上它所在的磁盘，或把它从资料库中移除。</translation>
    </message>
    <message>
        <source>The folder may not be read. Change its permissions, or remove it from the library.</source>
        <translation>没有读取该文件夹的权限。请更改权限，或把它从资料库中移除。</translation>
    </message>
    <message>
        <source>The ignore file cannot be used: {why}</source>
        <translation>忽略文件无法使用：{why}</translation>
    </message>
    <message>
        <source>The index could not be written ({strerror}).</source>
        <translation>索引无法写入（{strerror}）。</translation>
    </message>
    <message>
        <source>The index could not be written to {parent}. Is the disk full?</source>
        <translation>索引无法写入 {parent}。磁盘满了吗？</translation>
    </message>
    <message>
        <source>The language of the window.</source>
        <translation>窗口使用的语言。</translation>
    </message>
    <message>
        <source>The library cannot be opened</source>
        <translation>无法打开资料库</translation>
    </message>
    <message>
        <source>The library's own files are whole; {count} things were looked at.</source>
        <translation>资料库自身的文件完好，共检查 {count} 项。</translation>
    </message>
    <message>
        <source>The list of topics beside it tells the same in words.</source>
        <translation>旁边的主题列表用文字给出同样的内容。</translation>
    </message>
    <message>
        <source>The local log</source>
        <translation>本地日志</translation>
    </message>
    <message>
        <source>The meaning is {near} near (cosine).</source>
        <translation>含义接近度为 {near}（余弦）。</translation>
    </message>
    <message>
        <source>The message</source>
        <translation>这封邮件</translation>
    </message>
    <message>
        <source>The model card {path} cannot be read ({error}).</source>
        <translation>模型卡 {path} 无法读取（{error}）。</translation>
    </message>
    <message>
        <source>The model card {where} has an unknown field {name}. Known: {list}.</source>
        <translation>模型卡 {where} 有未知字段 {name}。已知字段：{list}。</translation>
    </message>
    <message>
        <source>The model card {where} has dims {dims}; each must be below dim = {dim}.</source>
        <translation>模型卡 {where} 的 dims 为 {dims}；每一个都必须小于 dim = {dim}。</translation>
    </message>
    <message>
        <source>The model card {where} has {name} = {value}; it must be {wanted}.</source>
        <translation>模型卡 {where} 中 {name} = {value}；它必须是 {wanted}。</translation>
    </message>
    <message>
        <source>The model card {where} lacks the field {name}.</source>
        <translation>模型卡 {where} 缺少字段 {name}。</translation>
    </message>
    <message>
        <source>The model file {path} cannot be read: {reason}.</source>
        <translation>模型文件 {path} 无法读取：{reason}。</translation>
    </message>
    <message>
        <source>The model file {path} is damaged or was changed; it is not used. Install Inkling again.</source>
        <translation>模型文件 {path} 已损坏或被改动，因此不予使用。请重新安装 Inkling。</translation>
    </message>
    <message>
        <source>The model that reads meaning, from the next start on.</source>
        <translation>用于理解含义的模型，下次启动后生效。</translation>
    </message>
    <message>
        <source>The model {card} cannot be run on this computer ({reason}).</source>
        <translation>模型 {card} 无法在这台电脑上运行（{reason}）。</translation>
    </message>
    <message>
        <source>The model {card} is a {kind}, not an encoder; choose another model.</source>
        <translation>模型 {card} 是 {kind}，不是编码器；请选择别的模型。</translation>
    </message>
    <message>
        <source>The model {card} is incomplete: {path} is missing. Install Inkling again.</source>
        <translation>模型 {card} 不完整：缺少 {path}。请重新安装 Inkling。</translation>
    </message>
    <message>
        <source>The notebook</source>
        <translation>这份笔记本</translation>
    </message>
    <message>
        <source>The number of topics is 1 or more; leave it out and Inkling finds it.</source>
        <translation>主题数目至少为 1；不填则由 Inkling 决定。</translation>
    </message>
    <message>
        <source>The operating system would not open it: {strerror}.</source>
        <translation>操作系统没有打开它：{strerror}。</translation>
    </message>
    <message>
        <source>The passage was copied with its source.</source>
        <translation>已复制段落及其出处。</translation>
    </message>
    <message>
        <source>The path was copied.</source>
        <translation>已复制路径。</translation>
    </message>
    <message>
        <source>The picture</source>
        <translation>这张图片</translation>
    </message>
    <message>
        <source>The picture is too large for text recognition.</source>
        <translation>图片太大，无法识别文字。</translation>
    </message>
    <message>
        <source>The presentation</source>
        <translation>这份演示文稿</translation>
    </message>
    <message>
        <source>The processes that read documents cannot be started. `inkling doctor` says more.</source>
        <translation>读取文档的进程无法启动。`inkling doctor` 会说明详情。</translation>
    </message>
    <message>
        <source>The program ended before this was finished.</source>
        <translation>程序在完成之前就结束了。</translation>
    </message>
    <message>
        <source>The reader for this kind of file broke down on it{how}.</source>
        <translation>这类文件的读取程序在它上面崩溃了{how}。</translation>
    </message>
    <message>
        <source>The reader for this kind of file failed on it.</source>
        <translation>这类文件的读取程序没能读出它。</translation>
    </message>
    <message>
        <source>The readers were closed.</source>
        <translation>读取程序已关闭。</translation>
    </message>
    <message>
        <source>The reference of a group is the file that the others are compared with.</source>
        <translation>基准文件：组内其他文件都与它比较。</translation>
    </message>
    <message>
        <source>The rest is the same.</source>
        <translation>其余部分相同。</translation>
    </message>
    <message>
        <source>The same file, byte for byte, in more than one place.</source>
        <translation>同一个文件存了不止一处，逐字节相同。</translation>
    </message>
    <message>
        <source>The same words in other files: another format, other spaces, other line ends.</source>
        <translation>文字相同、文件不同：格式、空格或换行不一样。</translation>
    </message>
    <message>
        <source>The search could not be saved.</source>
        <translation>未能保存这条查找。</translation>
    </message>
    <message>
        <source>The search failed because of a mistake in Inkling.</source>
        <translation>Inkling 出了错，查找没有完成。</translation>
    </message>
    <message>
        <source>The search is not saved any more.</source>
        <translation>不再保存这条查找。</translation>
    </message>
    <message>
        <source>The search is saved.</source>
        <translation>查找已保存。</translation>
    </message>
    <message>
        <source>The setting {name} is one of {list}, not {value}.</source>
        <translation>设置 {name} 只能是 {list} 之一，而不是 {value}。</translation>
    </message>
    <message>
        <source>The setting {name} takes a value of type {wanted}, not {value}.</source>
        <translation>设置 {name} 的值应为 {wanted} 类型，而不是 {value}。</translation>
    </message>
    <message>
        <source>The spreadsheet</source>
        <translation>这份电子表格</translation>
    </message>
    <message>
        <source>The system libraries that the window needs are there.</source>
        <translation>窗口所需的系统库齐全。</translation>
    </message>
    <message>
        <source>The system said no.</source>
        <translation>系统拒绝了。</translation>
    </message>
    <message>
        <source>The system's limit of watched folders is met; the folder is looked at every few minutes. Raise fs.inotify.max_user_watches to have changes noticed at once.</source>
        <translation>可自动更新的文件夹数目已达系统上限；该文件夹每隔几分钟查看一次。调高 fs.inotify.max_user_watches 即可立即察觉改动。</translation>
    </message>
    <message>
        <source>The text of this document cannot be shown.</source>
        <translation>无法显示这个文档的文本。</translation>
    </message>
    <message>
        <source>The tokenizer of {card} cannot be read (it describes no model).</source>
        <translation>{card} 的分词器无法读取（其中没有描述模型）。</translation>
    </message>
    <message>
        <source>The tokenizer of {card} cannot be read ({error}).</source>
        <translation>{card} 的分词器无法读取（{error}）。</translation>
    </message>
    <message>
        <source>The whole library</source>
        <translation>整个资料库</translation>
    </message>
    <message>
        <source>There are {count} patterns; at most {most_patterns} can be used.</source>
        <translation>共有 {count} 个模式；最多可用 {most_patterns} 个。</translation>
    </message>
    <message>
        <source>There is a topic {name} already.</source>
        <translation>已有主题 {name}。</translation>
    </message>
    <message>
        <source>There is no library in {data} yet. Add a folder first: `inkling add FOLDER`.</source>
        <translation>{data} 中还没有资料库。请先添加文件夹：`inkling add 文件夹`。</translation>
    </message>
    <message>
        <source>There is no library in {data} yet. Add a folder first: inkling add FOLDER</source>
        <translation>{data} 中还没有资料库。请先添加文件夹：inkling add 文件夹</translation>
    </message>
    <message>
        <source>There is no model in {folder}: {card} is missing. Install Inkling again.</source>
        <translation>{folder} 中没有模型：缺少 {card}。请重新安装 Inkling。</translation>
    </message>
    <message>
        <source>There is no model named {name}. {known}</source>
        <translation>没有名为 {name} 的模型。{known}</translation>
    </message>
    <message>
        <source>There is no setting {name}. Known: {list}.</source>
        <translation>没有名为 {name} 的设置。已知设置：{list}。</translation>
    </message>
    <message>
        <source>There is no text in it.</source>
        <translation>其中没有文字。</translation>
    </message>
    <message>
        <source>There is no topic with the number {id}. List the topics to see their numbers.</source>
        <translation>没有编号为 {id} 的主题。列出主题即可看到编号。</translation>
    </message>
    <message>
        <source>There is none yet; it will lie in {data}.</source>
        <translation>还没有；将位于 {data}。</translation>
    </message>
    <message>
        <source>There is nothing to search in it.</source>
        <translation>其中没有可查找的内容。</translation>
    </message>
    <message>
        <source>There is nothing to search yet</source>
        <translation>还没有可以查找的内容</translation>
    </message>
    <message>
        <source>These files are less typical of any topic than the slider asks for.</source>
        <translation>这些文件的典型度都低于滑块所设的值。</translation>
    </message>
    <message>
        <source>These files are still in the trash</source>
        <translation>这些文件仍在回收站中</translation>
    </message>
    <message>
        <source>These files stayed where they are</source>
        <translation>这些文件留在原处</translation>
    </message>
    <message>
        <source>These files would go to the trash</source>
        <translation>这些文件会移到回收站</translation>
    </message>
    <message>
        <source>These two files are the same, byte for byte. They stay in the list.</source>
        <translation>这两个文件的内容逐字节相同，仍会列出。</translation>
    </message>
    <message>
        <source>They are read again.</source>
        <translation>正在重新读取。</translation>
    </message>
    <message>
        <source>This chapter is damaged.</source>
        <translation>这一章已损坏。</translation>
    </message>
    <message>
        <source>This disk has no trash and none can be made there. The file was left in place.</source>
        <translation>这个磁盘没有回收站，也无法新建。文件留在原处。</translation>
    </message>
    <message>
        <source>This file could run</source>
        <translation>这个文件可能会运行</translation>
    </message>
    <message>
        <source>This file has no copies.</source>
        <translation>这个文件没有副本。</translation>
    </message>
    <message>
        <source>This file has no topic yet. Find the topics first.</source>
        <translation>该文件还没有主题。请先查找主题。</translation>
    </message>
    <message>
        <source>This file is not in the library any more.</source>
        <translation>该文件已不在资料库中。</translation>
    </message>
    <message>
        <source>This file system does not tell of changes; it is looked at every few minutes.</source>
        <translation>这个文件系统不通知改动；每隔几分钟查看一次。</translation>
    </message>
    <message>
        <source>This is a link to another place.</source>
        <translation>这是指向别处的链接。</translation>
    </message>
    <message>
        <source>This is a picture; it has no text of its own.</source>
        <translation>这是一张图片，本身不含文字。</translation>
    </message>
    <message>
        <source>This is no file but a device or a socket.</source>
        <translation>这不是文件，而是设备或套接字。</translation>
    </message>
    <message>
        <source>This is no file but a device, a pipe or a folder.</source>
        <translation>这不是文件，而是设备、管道或文件夹。</translation>
    </message>
    <message>
        <source>This is not a copy</source>
        <translation>这不是副本</translation>
    </message>
    <message>
        <source>This is {what}; Inkling reads no text from those.</source>
        <translation>这是{what}；Inkling 不从这类文件中读取文字。</translation>
    </message>
    <message>
        <source>This library has been closed.</source>
        <translation>这个资料库已经关闭。</translation>
    </message>
    <message>
        <source>This library has no data folder for the journal, so nothing can be removed.</source>
        <translation>这个资料库没有存放日志的数据文件夹，因此什么也不能移除。</translation>
    </message>
    <message>
        <source>This library has to be brought up to date first: run `inkling sync` once.</source>
        <translation>这个资料库需要先更新：请运行一次 `inkling sync`。</translation>
    </message>
    <message>
        <source>This library was opened for reading only.</source>
        <translation>这个资料库是以只读方式打开的。</translation>
    </message>
    <message>
        <source>This library was written by a later Inkling (schema {found}, this one knows {version}). Update Inkling.</source>
        <translation>这个资料库由更新版本的 Inkling 写成（格式 {found}，当前版本只认识 {version}）。请更新 Inkling。</translation>
    </message>
    <message>
        <source>This model gives no {output}; its card names another kind of model.</source>
        <translation>这个模型不输出 {output}；它的模型卡写的是另一种模型。</translation>
    </message>
    <message>
        <source>This note says where in the program it happened. Nothing of your documents is in it, and Inkling sends it nowhere. Copy it into a report if you want the mistake mended.</source>
        <translation>这份记录只说明程序在哪里出了错，不含您文档中的任何内容，Inkling 也不会把它发往任何地方。如果希望这个错误得到修正，可以把它复制到您的报告里。</translation>
    </message>
    <message>
        <source>This page of the PDF</source>
        <translation>PDF 的这一页</translation>
    </message>
    <message>
        <source>This page of the PDF is damaged.</source>
        <translation>PDF 的这一页已损坏。</translation>
    </message>
    <message>
        <source>This plan is not known any more. Choose what to keep once more.</source>
        <translation>这个方案已失效。请重新选择要保留的文件。</translation>
    </message>
    <message>
        <source>This program has opened no network connection: the system's kernel refuses it one.</source>
        <translation>本程序没有打开过任何网络连接：系统内核会拒绝它联网。</translation>
    </message>
    <message>
        <source>This program opens no network connection. On this system only Inkling itself enforces it.</source>
        <translation>本程序不打开网络连接。在这个系统上，只由 Inkling 自己保证这一点。</translation>
    </message>
    <message>
        <source>This search has an unfinished phrase, bracket or operator. Complete or remove it.</source>
        <translation>这次查找中有未写完的短语、括号或运算符。请补全或去掉它。</translation>
    </message>
    <message>
        <source>This sheet is damaged.</source>
        <translation>这个工作表已损坏。</translation>
    </message>
    <message>
        <source>This slide is damaged.</source>
        <translation>这张幻灯片已损坏。</translation>
    </message>
    <message>
        <source>This stays instead</source>
        <translation>保留的文件</translation>
    </message>
    <message>
        <source>This system does not refuse sockets to Inkling (no seccomp filter); Inkling itself opens none.</source>
        <translation>本系统没有禁止 Inkling 使用套接字（没有 seccomp 过滤器）；Inkling 自己不会打开任何套接字。</translation>
    </message>
    <message>
        <source>This topic has too few files to be split.</source>
        <translation>这个主题的文件太少，无法拆分。</translation>
    </message>
    <message>
        <source>This topic is not there any more. Look again.</source>
        <translation>这个主题已不存在。请重新查找。</translation>
    </message>
    <message>
        <source>To</source>
        <translation>收件人</translation>
    </message>
    <message>
        <source>Too few files for topics</source>
        <translation>文件太少，归不出主题</translation>
    </message>
    <message>
        <source>Too large</source>
        <translation>太大</translation>
    </message>
    <message>
        <source>Took too long</source>
        <translation>读取超时</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Topics can be exported as {list}, not as {form}.</source>
        <translation>主题可导出为 {list}，不能导出为 {form}。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Try one of these on your own files</source>
        <translation>在自己的文件里试试这些</translation>
    </message>
    <message>
        <source>Try other words, a whole question, or fewer conditions.</source>
        <translation>换个说法，写成完整的问题，或减少条件试试。</translation>
    </message>
    <message>
        <source>Try: {query}</source>
        <translation>试试：{query}</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Typical words</source>
        <translation>主题词</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undo the last move to the trash</source>
        <translation>撤销上次移到回收站的操作</translation>
    </message>
    <message>
        <source>Unknown kind of file</source>
        <translation>未知的文件类型</translation>
    </message>
    <message>
        <source>Unpin</source>
        <translation>取消固定</translation>
    </message>
    <message>
        <source>Unsorted</source>
        <translation>未归类</translation>
    </message>
    <message>
        <source>Until it can, no document is read; what was read before is searched as ever.</source>
        <translation>在此之前不会读取任何文档；先前读过的仍可照常查找。</translation>
    </message>
    <message>
        <source>Use these rules</source>
        <translation>使用这些规则</translation>
    </message>
    <message>
        <source>Uses text recognition when its extra is installed and all else is done.</source>
        <translation>装有文字识别组件时，在其他工作完成后识别扫描页。</translation>
    </message>
    <message>
        <source>Versions, edited copies, and texts that stand whole inside another one.</source>
        <translation>不同的版本、改动过的副本，以及整篇收在另一文件里的文本。</translation>
    </message>
    <message>
        <source>Waiting to be read</source>
        <translation>等待读取</translation>
    </message>
    <message>
        <source>Waits with reading by meaning while on battery.</source>
        <translation>使用电池时，暂停按含义读取。</translation>
    </message>
    <message>
        <source>Watch folders</source>
        <translation>自动更新文件夹</translation>
    </message>
    <message>
        <source>Watch it with your firewall.</source>
        <translation>请用防火墙监视它。</translation>
    </message>
    <message>
        <source>Watching is not possible on this system; the folder is looked at every few minutes.</source>
        <translation>本系统无法自动更新；该文件夹每隔几分钟查看一次。</translation>
    </message>
    <message>
        <source>Watching is switched off in the settings; the folder is looked at every few minutes.</source>
        <translation>设置中已关闭自动更新；该文件夹每隔几分钟查看一次。</translation>
    </message>
    <message>
        <source>Weak</source>
        <translation>弱</translation>
    </message>
    <message>
        <source>Weak:</source>
        <translation>弱：</translation>
    </message>
    <message>
        <source>Weaker results are counted and hidden; a result that holds your exact words is always shown.</source>
        <translation>更弱的结果只计数、不显示；含有您原词的结果始终显示。</translation>
    </message>
    <message>
        <source>What are your files about?</source>
        <translation>您的文件都讲些什么？</translation>
    </message>
    <message>
        <source>What cannot be searched</source>
        <translation>无法查找的文件</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>改动对照</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>您想做什么？</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>What is taken back is compared again.</source>
        <translation>撤回后会重新比较。</translation>
    </message>
    <message>
        <source>What may not belong here</source>
        <translation>可能放错地方的文件</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>解决办法</translation>
    </message>
    <message>
        <source>What was kept of the topics cannot be read. Find the topics again.</source>
        <translation>保存的主题无法读取。请重新查找主题。</translation>
    </message>
    <message>
        <source>What went to the trash last can come back.</source>
        <translation>上次移到回收站的文件可以放回。</translation>
    </message>
    <message>
        <source>Where the changes are</source>
        <translation>改动所在位置</translation>
    </message>
    <message>
        <source>Which file of each group stays</source>
        <translation>每组保留哪个文件</translation>
    </message>
    <message>
        <source>Which folder should Inkling search?</source>
        <translation>要查找哪个文件夹？</translation>
    </message>
    <message>
        <source>Which folders should Inkling search?</source>
        <translation>要在哪些文件夹里查找？</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>字词</translation>
    </message>
    <message>
        <source>Write words or a question, or finish the condition.</source>
        <translation>输入词语或问题，或者把条件写完整。</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>写入</translation>
    </message>
    <message>
        <source>You can start searching</source>
        <translation>现在就可以查找了</translation>
    </message>
    <message>
        <source>You have no permission to read it.</source>
        <translation>您没有读取它的权限。</translation>
    </message>
    <message>
        <source>You have not said of any files that they are no copies.</source>
        <translation>您还没有把任何文件标为“不是副本”。</translation>
    </message>
    <message>
        <source>a DjVu file</source>
        <translation>DjVu 文件</translation>
    </message>
    <message>
        <source>a Java program</source>
        <translation>Java 程序</translation>
    </message>
    <message>
        <source>a PostScript file</source>
        <translation>PostScript 文件</translation>
    </message>
    <message>
        <source>a Windows program</source>
        <translation>Windows 程序</translation>
    </message>
    <message>
        <source>a database</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>a date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>a device, pipe or socket</source>
        <translation>设备、管道或套接字</translation>
    </message>
    <message>
        <source>a font</source>
        <translation>字体</translation>
    </message>
    <message>
        <source>a kind of file that can run</source>
        <translation>可运行的文件类型</translation>
    </message>
    <message>
        <source>a language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>a launcher</source>
        <translation>启动器</translation>
    </message>
    <message>
        <source>a link to another place</source>
        <translation>指向别处的链接</translation>
    </message>
    <message>
        <source>a picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>a program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>a program's own files</source>
        <translation>程序自身的文件</translation>
    </message>
    <message>
        <source>a question, answered by meaning</source>
        <translation>一个问题，按含义回答</translation>
    </message>
    <message>
        <source>a script</source>
        <translation>脚本</translation>
    </message>
    <message>
        <source>a size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>a sound or video file</source>
        <translation>声音或视频文件</translation>
    </message>
    <message>
        <source>a type of file</source>
        <translation>文件类型</translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s)</source>
        <translation>
            <numerusform>约 %n 小时</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation>
            <numerusform>约 %n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>all languages</source>
        <translation>所有语言</translation>
    </message>
    <message>
        <source>an archive of a kind that Inkling cannot open</source>
        <translation>Inkling 打不开的压缩包</translation>
    </message>
    <message>
        <source>an encrypted vault that is open</source>
        <translation>已打开的加密保险库</translation>
    </message>
    <message>
        <source>another disk: add it as a folder of its own</source>
        <translation>位于另一个磁盘（可单独添加）</translation>
    </message>
    <message numerus="yes">
        <source>at least %n file(s) would be read</source>
        <translation>
            <numerusform>至少会读取 %n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>belongs to another folder of the library</source>
        <translation>属于资料库中的另一个文件夹</translation>
    </message>
    <message>
        <source>by meaning</source>
        <translation>按含义</translation>
    </message>
    <message>
        <source>by meaning {share} %</source>
        <translation>按含义 {share}%</translation>
    </message>
    <message>
        <source>by words</source>
        <translation>按字词</translation>
    </message>
    <message>
        <source>change {at} of {of}</source>
        <translation>第 {at} 处改动，共 {of} 处</translation>
    </message>
    <message>
        <source>chapter {number}</source>
        <translation>第 {number} 章</translation>
    </message>
    <message>
        <source>contained</source>
        <translation>包含关系</translation>
    </message>
    <message>
        <source>deposit -kitchen</source>
        <translation>押金 -厨房</translation>
    </message>
    <message>
        <source>documents are read without access to any other file (Landlock)</source>
        <translation>读取文档时不能访问任何其他文件（Landlock）</translation>
    </message>
    <message>
        <source>edited copy</source>
        <translation>改动过的副本</translation>
    </message>
    <message>
        <source>exactly these words</source>
        <translation>完全匹配这些字词</translation>
    </message>
    <message>
        <source>excluded by your patterns</source>
        <translation>被您的规则排除</translation>
    </message>
    <message>
        <source>frees {size}</source>
        <translation>可释放 {size}</translation>
    </message>
    <message>
        <source>goes to the trash</source>
        <translation>将移到回收站</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>隐藏文件</translation>
    </message>
    <message>
        <source>hit {at} of {of}</source>
        <translation>第 {at} 处，共 {of} 处</translation>
    </message>
    <message>
        <source>identical</source>
        <translation>完全相同</translation>
    </message>
    <message>
        <source>in common</source>
        <translation>部分相同</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>in use from the next start on</source>
        <translation>下次启动后生效</translation>
    </message>
    <message>
        <source>it has more than {ignore_file_bytes} bytes.</source>
        <translation>它超过 {ignore_file_bytes} 字节。</translation>
    </message>
    <message>
        <source>larger than the limit</source>
        <translation>超过大小上限</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>不到一分钟</translation>
    </message>
    <message>
        <source>like:report.pdf</source>
        <translation>类似:报告.pdf</translation>
    </message>
    <message>
        <source>looked at now and then</source>
        <translation>定期检查</translation>
    </message>
    <message>
        <source>marked as a program</source>
        <translation>标记为可执行的文件</translation>
    </message>
    <message>
        <source>may hold keys or passwords</source>
        <translation>可能含有密钥或密码</translation>
    </message>
    <message>
        <source>may not be read</source>
        <translation>没有读取权限</translation>
    </message>
    <message>
        <source>meaning</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>memory, processor time and descriptors of readers are limited</source>
        <translation>读取程序的内存、处理器时间和描述符都有限制</translation>
    </message>
    <message>
        <source>message {number}</source>
        <translation>第 {number} 封邮件</translation>
    </message>
    <message>
        <source>named in an .inklingignore file</source>
        <translation>列在 .inklingignore 文件中</translation>
    </message>
    <message>
        <source>named to mislead</source>
        <translation>名称有误导性的文件</translation>
    </message>
    <message>
        <source>nested too deep</source>
        <translation>嵌套层级太深</translation>
    </message>
    <message>
        <source>no marked hit</source>
        <translation>没有标出的匹配</translation>
    </message>
    <message>
        <source>no: this system does not offer it</source>
        <translation>否：本系统不提供</translation>
    </message>
    <message>
        <source>not among your patterns of what to include</source>
        <translation>不在您指定的读取范围内</translation>
    </message>
    <message>
        <source>not an ordinary file</source>
        <translation>特殊文件（不是普通文件）</translation>
    </message>
    <message>
        <source>not connected now</source>
        <translation>当前未连接</translation>
    </message>
    <message>
        <source>of longer</source>
        <translation>占较长者</translation>
    </message>
    <message>
        <source>of shorter</source>
        <translation>占较短者</translation>
    </message>
    <message>
        <source>on battery</source>
        <translation>正在使用电池</translation>
    </message>
    <message>
        <source>only such files</source>
        <translation>只查这类文件</translation>
    </message>
    <message>
        <source>page {page}</source>
        <translation>第 {page} 页</translation>
    </message>
    <message>
        <source>pages {first}–{last}</source>
        <translation>第 {first}–{last} 页</translation>
    </message>
    <message>
        <source>pages {pages}</source>
        <translation>第 {pages} 页</translation>
    </message>
    <message>
        <source>part {number}</source>
        <translation>第 {number} 部分</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>paused by you</source>
        <translation>由您暂停</translation>
    </message>
    <message>
        <source>paused: {why}</source>
        <translation>已暂停：{why}</translation>
    </message>
    <message>
        <source>readers cannot gain rights</source>
        <translation>读取程序不能提升权限</translation>
    </message>
    <message>
        <source>readers cannot use a network, write, or start programs (seccomp)</source>
        <translation>读取程序不能联网、写入或启动程序（seccomp）</translation>
    </message>
    <message>
        <source>readers end with Inkling</source>
        <translation>读取程序随 Inkling 一起结束</translation>
    </message>
    <message>
        <source>reference</source>
        <translation>基准</translation>
    </message>
    <message>
        <source>refined</source>
        <translation>已精排</translation>
    </message>
    <message>
        <source>rerank</source>
        <translation>精排</translation>
    </message>
    <message>
        <source>reworked</source>
        <translation>改写</translation>
    </message>
    <message>
        <source>same form</source>
        <translation>同一模板</translation>
    </message>
    <message>
        <source>sheet {name}</source>
        <translation>工作表 {name}</translation>
    </message>
    <message>
        <source>slide {slide}</source>
        <translation>第 {slide} 张幻灯片</translation>
    </message>
    <message>
        <source>stays</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>the disk is nearly full</source>
        <translation>磁盘快满了</translation>
    </message>
    <message>
        <source>the same bytes</source>
        <translation>字节完全相同</translation>
    </message>
    <message>
        <source>the same text</source>
        <translation>文字完全相同</translation>
    </message>
    <message>
        <source>the texts are the same</source>
        <translation>文本相同</translation>
    </message>
    <message>
        <source>the top folder</source>
        <translation>最上层文件夹</translation>
    </message>
    <message>
        <source>this folder</source>
        <translation>这个文件夹</translation>
    </message>
    <message>
        <source>topic: {name}</source>
        <translation>主题：{name}</translation>
    </message>
    <message>
        <source>type:pdf  in:Letters  after:2024-03</source>
        <translation>类型:pdf  文件夹:信件  之后:2024-03</translation>
    </message>
    <message>
        <source>version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>watched</source>
        <translation>自动更新</translation>
    </message>
    <message>
        <source>what did the landlord say about the deposit</source>
        <translation>房东说押金怎么退</translation>
    </message>
    <message>
        <source>what resembles a file</source>
        <translation>与某个文件相似的</translation>
    </message>
    <message>
        <source>with rules</source>
        <translation>有规则</translation>
    </message>
    <message>
        <source>without a word</source>
        <translation>不含某个词</translation>
    </message>
    <message>
        <source>words</source>
        <translation>字词</translation>
    </message>
    <message>
        <source>{count} by meaning</source>
        <translation>按含义 {count} 个</translation>
    </message>
    <message>
        <source>{count} by words</source>
        <translation>按字词 {count} 个</translation>
    </message>
    <message>
        <source>{count} characters are the same</source>
        <translation>{count} 个字符相同</translation>
    </message>
    <message>
        <source>{count} of the {asked} files nearest to it are in {folder}; none is in its own folder.</source>
        <translation>与它最接近的 {asked} 个文件中，有 {count} 个在 {folder} 中；没有一个在它自己的文件夹中。</translation>
    </message>
    <message>
        <source>{data} can be read by other users.</source>
        <translation>其他用户可以读取 {data}。</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>{folder} belongs to another user. Choose a folder of your own with --data.</source>
        <translation>{folder} 属于另一个用户。请用 --data 选择您自己的文件夹。</translation>
    </message>
    <message>
        <source>{found} has too few different files to be split.</source>
        <translation>{found} 中不同的文件太少，无法拆分。</translation>
    </message>
    <message numerus="yes">
        <source>{found} of %n file(s) can be found</source>
        <translation>
            <numerusform>%n 个文件中有 {found} 个可以查找</numerusform>
        </translation>
    </message>
    <message>
        <source>{free} GB are free where the library lies.</source>
        <translation>资料库所在磁盘还有 {free} GB 可用空间。</translation>
    </message>
    <message>
        <source>{here} of {of} words stand here (BM25 {score}).</source>
        <translation>{of} 个字词中有 {here} 个在这里（BM25 {score}）。</translation>
    </message>
    <message>
        <source>{lead}: {words}</source>
        <translation>{lead}：{words}</translation>
    </message>
    <message>
        <source>{longer} of the longer, {shorter} of the shorter</source>
        <translation>占较长者 {longer}，占较短者 {shorter}</translation>
    </message>
    <message>
        <source>{name} has no text that could be compared.</source>
        <translation>{name} 没有可比较的文本。</translation>
    </message>
    <message>
        <source>{name} is not there any more.</source>
        <translation>{name} 已经不在了。</translation>
    </message>
    <message>
        <source>{name} is whole (checksum verified) and reads meaning in: {languages}. Licence: {licence}.</source>
        <translation>{name} 完整无损（校验和已核对），能读懂的语言：{languages}。许可证：{licence}。</translation>
    </message>
    <message>
        <source>{name} stays: the rule fits other files of the group as well.</source>
        <translation>保留 {name}：组内还有别的文件也符合这条规则。</translation>
    </message>
    <message numerus="yes">
        <source>{name}, %n file(s)</source>
        <translation>
            <numerusform>{name}，%n 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name}, %n result(s)</source>
        <translation>
            <numerusform>{name}，%n 个结果</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{name}, at least %n result(s)</source>
        <translation>
            <numerusform>{name}，至少 %n 个结果</numerusform>
        </translation>
    </message>
    <message>
        <source>{path} cannot be read ({error}). Mend or remove it; all settings have defaults.</source>
        <translation>{path} 无法读取（{error}）。请改正或删除它；所有设置都有默认值。</translation>
    </message>
    <message>
        <source>{path} cannot be written: {strerror}. Choose another place.</source>
        <translation>无法写入 {path}：{strerror}。请另选位置。</translation>
    </message>
    <message>
        <source>{path} does not lie in a folder of the library.</source>
        <translation>{path} 不在资料库的任何文件夹中。</translation>
    </message>
    <message>
        <source>{path} is damaged ({error}). Run `inkling check --full`; if it cannot be mended, remove the file and let Inkling read your folders again.</source>
        <translation>{path} 已损坏（{error}）。请运行 `inkling check --full`；如果修不好，请删除该文件，让 Inkling 重新读取您的文件夹。</translation>
    </message>
    <message>
        <source>{path} is in the library already.</source>
        <translation>{path} 已在资料库中。</translation>
    </message>
    <message>
        <source>{path} is not a folder. Give a folder that exists.</source>
        <translation>{path} 不是文件夹。请给出一个存在的文件夹。</translation>
    </message>
    <message>
        <source>{place}, hit {at} of {of}</source>
        <translation>{place}，第 {at} 处，共 {of} 处</translation>
    </message>
    <message>
        <source>{rate} passages per second</source>
        <translation>每秒 {rate} 段</translation>
    </message>
    <message>
        <source>{share} %</source>
        <translation>{share}%</translation>
    </message>
    <message>
        <source>{share}%</source>
        <translation>{share}%</translation>
    </message>
    <message>
        <source>{share}% of the files were compared by meaning, the others by their words.</source>
        <translation>{share}% 的文件按含义比较，其余按字词比较。</translation>
    </message>
    <message>
        <source>{share}% the same</source>
        <translation>{share}% 相同</translation>
    </message>
    <message>
        <source>{share}% typical</source>
        <translation>典型度 {share}%</translation>
    </message>
    <message>
        <source>{sure} of {total} files are sure enough</source>
        <translation>{total} 个文件中有 {sure} 个足够确定</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>还需{time}</translation>
    </message>
    <message>
        <source>{topic} lives in one folder: {folder}.</source>
        <translation>{topic} 只在一个文件夹中：{folder}。</translation>
    </message>
    <message>
        <source>{topic} lives in {count} folders: {folders}, and {more} more.</source>
        <translation>{topic} 分布在 {count} 个文件夹中：{folders}，以及另外 {more} 个。</translation>
    </message>
    <message>
        <source>{topic} lives in {count} folders: {folders}.</source>
        <translation>{topic} 分布在 {count} 个文件夹中：{folders}。</translation>
    </message>
    <message>
        <source>{what} is damaged or incomplete.</source>
        <translation>{what}已损坏或不完整。</translation>
    </message>
    <message>
        <source>{what} is protected by a password.</source>
        <translation>{what}有密码保护。</translation>
    </message>
    <message>
        <source>{what} unpacks to far more than a document needs.</source>
        <translation>{what}解开后远远超出一份文档应有的大小。</translation>
    </message>
    <message>
        <source>{what} {path} failed: {reason}</source>
        <translation>{what} {path} 失败：{reason}</translation>
    </message>
    <message>
        <source>{what}: {answer}</source>
        <translation>{what}：{answer}</translation>
    </message>
    <message>
        <source>“size:{value}” was read as “at least {value}”.</source>
        <translation>“size:{value}”理解为“至少 {value}”。</translation>
    </message>
    <message>
        <source>“{field}:” is not a field; it was searched as words. Fields: {fields}.</source>
        <translation>“{field}:”不是字段，已按字词查找。可用字段：{fields}。</translation>
    </message>
    <message>
        <source>“{field}:” waits for a value.</source>
        <translation>“{field}:”后面还缺一个值。</translation>
    </message>
    <message>
        <source>“{field}:” was read as “{meant}:”.</source>
        <translation>“{field}:”理解为“{meant}:”。</translation>
    </message>
    <message>
        <source>“{name}” was read as the type “{kind}”.</source>
        <translation>“{name}”理解为类型“{kind}”。</translation>
    </message>
    <message>
        <source>“{path}” is not in this library, so nothing can be compared with it.</source>
        <translation>“{path}”不在这个资料库中，因此无法与它比较。</translation>
    </message>
    <message>
        <source>“{value}” is not {what} that Inkling knows (such as {examples}).</source>
        <translation>“{value}”不是 Inkling 认识的{what}（例如 {examples}）。</translation>
    </message>
</context>
</TS>
