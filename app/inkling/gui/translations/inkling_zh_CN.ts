<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Inkling</name>
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
        <source>%n day(s) newer</source>
        <translation>
            <numerusform>新 %n 天</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) older</source>
        <translation>
            <numerusform>旧 %n 天</numerusform>
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
        <source>%n hidden below {band}</source>
        <translation>
            <numerusform>低于“{band}”的 %n 个未显示</numerusform>
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
        <source>%n of {files} file(s) can be found</source>
        <translation>
            <numerusform>{files} 个文件中有 %n 个可以查找</numerusform>
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
        <translation>Inkling 出了错，本机日志记下了位置。</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
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
        <source>All groups</source>
        <translation>全部分组</translation>
    </message>
    <message>
        <source>Another folder…</source>
        <translation>其他文件夹…</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>压缩包</translation>
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
        <source>By meaning</source>
        <translation>按含义可查</translation>
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
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Catalog: text, words and meanings</source>
        <translation>目录：文本、字词与含义</translation>
    </message>
    <message>
        <source>Changed last</source>
        <translation>最近改动</translation>
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
        <source>Choose a copy to compare it.</source>
        <translation>选一个副本进行比较。</translation>
    </message>
    <message>
        <source>Choose a result to read it here.</source>
        <translation>选一个结果，在这里阅读。</translation>
    </message>
    <message>
        <source>Choose a topic, or draw around points to see their files.</source>
        <translation>选一个主题，或圈出一些点来查看文件。</translation>
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
        <source>Copy</source>
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
        <translation>覆盖情况</translation>
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
        <source>Density of the list</source>
        <translation>列表疏密</translation>
    </message>
    <message>
        <source>Drag the line, or use the arrow keys. A result with your exact words is never hidden.</source>
        <translation>拖动界线，或用方向键移动。含有您原词的结果始终显示。</translation>
    </message>
    <message>
        <source>Draw around files (Shift and drag)</source>
        <translation>圈选文件（按住 Shift 拖动）</translation>
    </message>
    <message>
        <source>Dry run</source>
        <translation>试运行</translation>
    </message>
    <message>
        <source>Everything by keyboard</source>
        <translation>全键盘操作</translation>
    </message>
    <message>
        <source>Everything that Inkling read from it is erased from the library. The files stay as they are.</source>
        <translation>Inkling 从中读到的一切都会从资料库抹去，文件本身原样不动。</translation>
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
        <source>Files less typical than this fade to Unsorted.</source>
        <translation>不够典型的文件会淡出，归入“未归类”。</translation>
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
        <source>Find topics</source>
        <translation>查找主题</translation>
    </message>
    <message>
        <source>Find what you have twice</source>
        <translation>看看哪些东西存了两份</translation>
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
        <source>Forget this folder</source>
        <translation>忘掉这个文件夹</translation>
    </message>
    <message>
        <source>Forget {folder}?</source>
        <translation>要忘掉 {folder} 吗？</translation>
    </message>
    <message>
        <source>Former change</source>
        <translation>上一处改动</translation>
    </message>
    <message>
        <source>Former hit</source>
        <translation>上一处匹配</translation>
    </message>
    <message>
        <source>Former searches</source>
        <translation>以前的查找</translation>
    </message>
    <message>
        <source>From the box into the results</source>
        <translation>从搜索框进入结果</translation>
    </message>
    <message>
        <source>Go to the search</source>
        <translation>开始查找</translation>
    </message>
    <message>
        <source>Gone while being read</source>
        <translation>读取时消失</translation>
    </message>
    <message>
        <source>Groups of copies</source>
        <translation>副本分组</translation>
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
        <source>Inkling compares what the files say: identical files, the same text in another format, edited copies. It only looks. Nothing is moved unless you say so.</source>
        <translation>Inkling 比较文件的内容：完全相同的文件、换了格式的同一文本、改动过的副本。它只看不动，您不开口，什么也不会移走。</translation>
    </message>
    <message>
        <source>Inkling ended unexpectedly last time</source>
        <translation>Inkling 上次意外退出</translation>
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
        <translation>Inkling 把文件夹里的文件按主题归类并命名。它只看不动，不会移动文件。</translation>
    </message>
    <message>
        <source>It is {what}. Inkling shows it in its folder instead.</source>
        <translation>它是{what}。Inkling 会改为在文件夹中显示它。</translation>
    </message>
    <message>
        <source>Its copies</source>
        <translation>它的副本</translation>
    </message>
    <message>
        <source>Its words</source>
        <translation>主题词</translation>
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
        <source>Keep what is in a folder…</source>
        <translation>保留某个文件夹中的…</translation>
    </message>
    <message>
        <source>Keep what is in this folder</source>
        <translation>保留这个文件夹中的</translation>
    </message>
    <message>
        <source>Keeps your last searches on this computer.</source>
        <translation>把最近的查找记在这台电脑上。</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
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
        <source>Last searches</source>
        <translation>最近的查找</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>不读取</translation>
    </message>
    <message>
        <source>Left out by rules</source>
        <translation>按规则不读取</translation>
    </message>
    <message>
        <source>Left out, for example: {names}</source>
        <translation>不读取的例如：{names}</translation>
    </message>
    <message>
        <source>Less like this</source>
        <translation>少一些这样的</translation>
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
    <message numerus="yes">
        <source>Lives in %n folder(s)</source>
        <translation>
            <numerusform>分布在 %n 个文件夹</numerusform>
        </translation>
    </message>
    <message>
        <source>Local log</source>
        <translation>本机日志</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>已加锁</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新查看</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>邮件</translation>
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
        <source>Merge into one</source>
        <translation>合并为一个</translation>
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
        <translation>多一些这样的</translation>
    </message>
    <message>
        <source>More like this, less like this</source>
        <translation>多一些、少一些这样的</translation>
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
        <source>Move to trash</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>Names of topics to sort files into, with commas between them:</source>
        <translation>想要的主题名称，用逗号隔开：</translation>
    </message>
    <message>
        <source>Near copies</source>
        <translation>近似副本</translation>
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
        <source>No files yet</source>
        <translation>还没有文件</translation>
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
        <source>No program was found that opens this.</source>
        <translation>没有找到能打开它的程序。</translation>
    </message>
    <message>
        <source>Not given by the system</source>
        <translation>系统不允许读取</translation>
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
        <source>Nothing is covered yet</source>
        <translation>还没有覆盖任何文件</translation>
    </message>
    <message>
        <source>Nothing is double</source>
        <translation>没有重复的内容</translation>
    </message>
    <message>
        <source>Nothing is selected. Choose what to keep, and see what would go.</source>
        <translation>尚未选择。选定要保留的，就能看到哪些会被移走。</translation>
    </message>
    <message>
        <source>Nothing was noted.</source>
        <translation>没有任何记录。</translation>
    </message>
    <message>
        <source>Notices changes at once; without it, folders are looked at hourly.</source>
        <translation>即时发现改动；关闭后每小时查看一次文件夹。</translation>
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
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open it anyway</source>
        <translation>仍要打开</translation>
    </message>
    <message>
        <source>Open the result</source>
        <translation>打开结果</translation>
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
        <source>Page {name}</source>
        <translation>“{name}”页</translation>
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
        <source>Pictures without text</source>
        <translation>没有文字的图像</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Private</source>
        <translation>隐私</translation>
    </message>
    <message>
        <source>Processors to use</source>
        <translation>使用的处理器数</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
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
        <source>Read only</source>
        <translation>只读取</translation>
    </message>
    <message>
        <source>Read only (empty: everything)</source>
        <translation>只读取（留空则全部读取）</translation>
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
        <source>Readable by meaning</source>
        <translation>可按含义查找</translation>
    </message>
    <message>
        <source>Readable by words</source>
        <translation>可按字词查找</translation>
    </message>
    <message>
        <source>Reading the list…</source>
        <translation>正在读取列表…</translation>
    </message>
    <message>
        <source>Reference</source>
        <translation>基准</translation>
    </message>
    <message>
        <source>Remember searches</source>
        <translation>记住查找</translation>
    </message>
    <message>
        <source>Remove {part}</source>
        <translation>去掉 {part}</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
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
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Rules…</source>
        <translation>规则…</translation>
    </message>
    <message>
        <source>Same form, different values</source>
        <translation>格式相同，数值不同</translation>
    </message>
    <message>
        <source>Same text</source>
        <translation>文本相同</translation>
    </message>
    <message>
        <source>Save this search</source>
        <translation>保存这次查找</translation>
    </message>
    <message>
        <source>Saved searches</source>
        <translation>保存的查找</translation>
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
        <source>Search in it</source>
        <translation>在其中查找</translation>
    </message>
    <message>
        <source>Search index (can be made anew)</source>
        <translation>查找索引（可重新生成）</translation>
    </message>
    <message>
        <source>Search without {part}</source>
        <translation>去掉 {part} 再查找</translation>
    </message>
    <message>
        <source>See for yourself: grep Seccomp /proc/$(pgrep -n inkling)/status shows 2.</source>
        <translation>自己核实：grep Seccomp /proc/$(pgrep -n inkling)/status 显示 2。</translation>
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
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Show list</source>
        <translation>查看列表</translation>
    </message>
    <message>
        <source>Show results from</source>
        <translation>显示结果的下限</translation>
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
        <source>Side bar</source>
        <translation>侧栏</translation>
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
        <source>Split</source>
        <translation>拆分</translation>
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
        <source>Starts in the tray when you log in.</source>
        <translation>登录后在托盘中启动。</translation>
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
        <source>Strength line</source>
        <translation>强度界线</translation>
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
        <source>Subtitles</source>
        <translation>字幕</translation>
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
        <source>That did not work</source>
        <translation>没有成功</translation>
    </message>
    <message>
        <source>The chosen topic</source>
        <translation>选中的主题</translation>
    </message>
    <message>
        <source>The file could not be written.</source>
        <translation>文件无法写入。</translation>
    </message>
    <message>
        <source>The files most like it are in {folder}.</source>
        <translation>与它最相近的文件都在 {folder}。</translation>
    </message>
    <message>
        <source>The language of the window.</source>
        <translation>窗口使用的语言。</translation>
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
        <source>The model that reads meaning.</source>
        <translation>理解含义所用的模型。</translation>
    </message>
    <message>
        <source>The search failed because of a mistake in Inkling.</source>
        <translation>Inkling 出了错，查找没有完成。</translation>
    </message>
    <message>
        <source>The search is saved.</source>
        <translation>查找已保存。</translation>
    </message>
    <message>
        <source>The text of this document cannot be shown.</source>
        <translation>无法显示这个文档的文本。</translation>
    </message>
    <message>
        <source>The whole library</source>
        <translation>整个资料库</translation>
    </message>
    <message>
        <source>These files would go to the trash</source>
        <translation>这些文件会移到回收站</translation>
    </message>
    <message>
        <source>They are read again.</source>
        <translation>正在重新读取。</translation>
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
        <source>This is not a copy</source>
        <translation>这不是副本</translation>
    </message>
    <message>
        <source>This note says where in the program it happened. Nothing of your documents is in it, and Inkling sends it nowhere. Copy it into a report if you want the mistake mended.</source>
        <translation>这份记录只说明程序在哪里出了错，不含您文档中的任何内容，Inkling 也不会把它发往任何地方。如果希望这个错误得到修正，可以把它复制到您的报告里。</translation>
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
        <source>Try a search of your own files</source>
        <translation>在自己的文件里试着查一查</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
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
        <source>Undo</source>
        <translation>撤销</translation>
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
        <source>Use these rules</source>
        <translation>使用这些规则</translation>
    </message>
    <message>
        <source>Uses text recognition when its extra is installed and all else is done.</source>
        <translation>装有文字识别组件时，在其他工作完成后识别扫描页。</translation>
    </message>
    <message>
        <source>Waiting to be read</source>
        <translation>等待读取</translation>
    </message>
    <message>
        <source>Waits with reading by meaning while on battery.</source>
        <translation>使用电池时暂不按含义读取。</translation>
    </message>
    <message>
        <source>Watch folders</source>
        <translation>监视文件夹</translation>
    </message>
    <message>
        <source>Weak</source>
        <translation>弱</translation>
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
        <source>What do you want to do?</source>
        <translation>您想做什么？</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>发生了什么</translation>
    </message>
    <message>
        <source>What may not belong here</source>
        <translation>可能放错地方的文件</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>怎么办</translation>
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
        <source>Which folder shall be findable?</source>
        <translation>要查找哪个文件夹？</translation>
    </message>
    <message>
        <source>Which folders shall be findable?</source>
        <translation>要查找哪些文件夹？</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>字词</translation>
    </message>
    <message>
        <source>You can search already</source>
        <translation>现在就可以查找了</translation>
    </message>
    <message>
        <source>a Java program</source>
        <translation>Java 程序</translation>
    </message>
    <message>
        <source>a Windows program</source>
        <translation>Windows 程序</translation>
    </message>
    <message>
        <source>a kind of file that can run</source>
        <translation>可运行的文件类型</translation>
    </message>
    <message>
        <source>a launcher</source>
        <translation>启动器</translation>
    </message>
    <message>
        <source>a program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>a question, answered by meaning</source>
        <translation>一个问题，按含义回答</translation>
    </message>
    <message>
        <source>a script</source>
        <translation>脚本</translation>
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
        <source>contained</source>
        <translation>包含关系</translation>
    </message>
    <message>
        <source>deposit -kitchen</source>
        <translation>押金 -厨房</translation>
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
        <source>less than a minute</source>
        <translation>不到一分钟</translation>
    </message>
    <message>
        <source>marked as a program</source>
        <translation>标记为可执行的文件</translation>
    </message>
    <message>
        <source>meaning</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>named to mislead</source>
        <translation>名称有误导性的文件</translation>
    </message>
    <message>
        <source>no marked hit</source>
        <translation>没有标出的匹配</translation>
    </message>
    <message>
        <source>not an ordinary file</source>
        <translation>不是普通文件的东西</translation>
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
        <source>only such files</source>
        <translation>只查这类文件</translation>
    </message>
    <message>
        <source>page {page}</source>
        <translation>第 {page} 页</translation>
    </message>
    <message>
        <source>page {page}, hit {at} of {of}</source>
        <translation>第 {page} 页，第 {at} 处，共 {of} 处</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>paused: {why}</source>
        <translation>已暂停：{why}</translation>
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
        <source>same form</source>
        <translation>格式相同</translation>
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
        <source>the texts are the same</source>
        <translation>文本相同</translation>
    </message>
    <message>
        <source>topic: {name}</source>
        <translation>主题：{name}</translation>
    </message>
    <message>
        <source>version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>watched</source>
        <translation>监视中</translation>
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
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>{longer} % of the longer, {shorter} % of the shorter</source>
        <translation>占较长者的 {longer}%，占较短者的 {shorter}%</translation>
    </message>
    <message>
        <source>{name} is not there any more.</source>
        <translation>{name} 已经不在了。</translation>
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
    <message>
        <source>{rate} passages per second</source>
        <translation>每秒 {rate} 段</translation>
    </message>
    <message>
        <source>{share} %</source>
        <translation>{share}%</translation>
    </message>
    <message>
        <source>{share} % of the files took part by meaning so far.</source>
        <translation>目前有 {share}% 的文件按含义参与归类。</translation>
    </message>
    <message>
        <source>{share} % typical</source>
        <translation>典型度 {share}%</translation>
    </message>
    <message>
        <source>{size} to gain</source>
        <translation>可省 {size}</translation>
    </message>
    <message>
        <source>{size} to the trash</source>
        <translation>{size} 移到回收站</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>还需{time}</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more</source>
        <translation>
            <numerusform>……还有 %n 个</numerusform>
        </translation>
    </message>
</context>
</TS>
