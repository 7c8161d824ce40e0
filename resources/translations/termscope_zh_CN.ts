<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>FormatTexts</name>
    <message>
        <source>%1 or %2</source>
        <translation>%1 或 %2</translation>
    </message>
</context>
<context>
    <name>HelpTexts</name>
    <message>
        <source>How the weights of the chosen layer are distributed: as floats, after quantization, and after term revealing, in the same bins.</source>
        <translation>所选层的权重分布：float、量化后、项显露后，使用相同的分箱。</translation>
    </message>
    <message>
        <source>How many terms a weight has, in each encoding and after revealing. The lines count up: how many weights have at most so many.</source>
        <translation>各编码下以及显露后每个权重有多少项。曲线是累计值：最多有这么多项的权重的比例。</translation>
    </message>
    <message>
        <source>A group of weights: each row is a weight, each column a power of two. The water covers the terms that the budget k drops; move the waterline.</source>
        <translation>一组权重：每行是一个权重，每列是一个 2 的幂。水覆盖的是预算 k 舍弃的项；可移动水位线。</translation>
    </message>
    <message>
        <source>The activations that meet the weights of the group, each with its s largest terms kept.</source>
        <translation>与该组权重相乘的激活值，各自保留最大的 s 项。</translation>
    </message>
    <message>
        <source>The dot product of the group as pairs of a weight term and a data term: what an array of term cells works through, one pair a cycle.</source>
        <translation>该组的点积，表示为权重项与数据项的项对：项单元阵列逐对处理，每周期一对。</translation>
    </message>
    <message>
        <source>How many term pairs the dot products of the layer take, under quantization and under term revealing, and what is provisioned.</source>
        <translation>该层的点积在量化和项显露下各需多少项对，以及预留多少。</translation>
    </message>
    <message>
        <source>HESE on a number you choose, from its least significant bit up: two bits are looked at, one digit is put out.</source>
        <translation>对您选择的数演示 HESE，从最低位向上：看两位，输出一个数字。</translation>
    </message>
    <message>
        <source>Accuracy against the term pairs that a multiply-accumulate takes. Every point is a setting; take one to set it.</source>
        <translation>准确率与每次乘累加所需项对的关系。每个点是一种设置；选取即可采用。</translation>
    </message>
    <message>
        <source>How often images of a label (row) were given a prediction (column).</source>
        <translation>某标签（行）的图像得到某预测（列）的次数。</translation>
    </message>
    <message>
        <source>The test images with their predictions: which ones the present setting flips against float, and which it gets wrong.</source>
        <translation>测试图像及其预测：当前设置相对 float 翻转了哪些，又预测错了哪些。</translation>
    </message>
    <message>
        <source>The array that TR races against. A cell is filled by the work it has still to do in this step; choose one to look inside.</source>
        <translation>与 TR 竞速的阵列。单元的填充表示它在这一步中剩余的工作；选择一个可查看其内部。</translation>
    </message>
    <message>
        <source>The TR array of term cells. A cell is filled by the term pairs it has still to do in this step; choose one to look inside.</source>
        <translation>项单元组成的 TR 阵列。单元的填充表示它在这一步中剩余的项对；选择一个可查看其内部。</translation>
    </message>
    <message>
        <source>The clock of both arrays, in cycles: play it, step it, drag it.</source>
        <translation>两个阵列的时钟，以周期计：可播放、步进、拖动。</translation>
    </message>
    <message>
        <source>The steps around the present cycle, both arrays on one clock: full is work, hatched is waiting for the slowest cell.</source>
        <translation>当前周期前后的各步，两个阵列共用一个时钟：实心为工作，斜线为等待最慢的单元。</translation>
    </message>
    <message>
        <source>How many cycles each step takes: provisioned, for its slowest cell, and for a cell on average.</source>
        <translation>每步的周期数：预留值、最慢单元的值、单元的平均值。</translation>
    </message>
    <message>
        <source>The share of the cells that have operands, and of their cycles that do work.</source>
        <translation>有操作数的单元所占比例，以及其中在工作的周期所占比例。</translation>
    </message>
    <message>
        <source>The chosen cell of the rival array at this cycle.</source>
        <translation>对手阵列中所选单元在此周期的状态。</translation>
    </message>
    <message>
        <source>The chosen cell of the TR array at this cycle: its queue of terms, the adder of exponents, and the coefficients counted so far.</source>
        <translation>TR 阵列中所选单元在此周期的状态：项队列、指数加法器和目前计得的系数。</translation>
    </message>
    <message>
        <source>Cycles, utilisation and memory accesses of every layer on both arrays. Return races the layer; Ctrl+C copies.</source>
        <translation>各层在两个阵列上的周期数、利用率和存储访问。回车以该层竞速；Ctrl+C 复制。</translation>
    </message>
    <message>
        <source>Cycles of the whole network by rows, columns and dataflow of the array: the darker, the fewer.</source>
        <translation>整个网络的周期数随阵列行数、列数和数据流的变化：越深越少。</translation>
    </message>
    <message>
        <source>What the control registers hold, how wide counters are, and how long the units after the array take.</source>
        <translation>控制寄存器的内容、计数器的位宽，以及阵列之后各部件所需的时间。</translation>
    </message>
    <message>
        <source>Energy and area of both arrays, from the unit costs beside.</source>
        <translation>两个阵列的能耗与面积，由旁边的单位成本得出。</translation>
    </message>
    <message>
        <source>What each operation costs in the model of energy and area. Values can be edited; the source is in the tooltip.</source>
        <translation>能耗与面积模型中每种操作的成本。数值可以编辑；来源见工具提示。</translation>
    </message>
    <message>
        <source>The step of the lesson; its pictures are drawn from what is open.</source>
        <translation>课程的当前步骤；其中的图由已打开的内容绘制。</translation>
    </message>
    <message>
        <source>Left and Right go to the tab beside</source>
        <translation>左右箭头切换到相邻的标签页</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>The smallest and the largest weight of every output channel, and how far the integers of its scale reach.</source>
        <translation>每个输出通道的最小与最大权重，以及其尺度下整数能达到的范围。</translation>
    </message>
    <message>
        <source>The matrix of the layer&apos;s weights: a row for each output and kernel position, a column for each input.</source>
        <translation>该层的权重矩阵：每个输出和卷积核位置一行，每个输入一列。</translation>
    </message>
    <message>
        <source>The magnitudes of the weights of all layers, and what the number format of each can hold. A click chooses a layer.</source>
        <translation>所有层的权重幅值，以及每层数值格式能表示的范围。单击可选择一层。</translation>
    </message>
    <message>
        <source>What each layer loses at the settings, alone and within all others, as bars along the depth of the network. A click chooses the layer.</source>
        <translation>在设置下每一层单独以及与其他所有层一起时的损失，沿网络深度的条形图。点击选择该层。</translation>
    </message>
    <message>
        <source>All figures of every layer. A click on a title sorts, a click on a row chooses the layer, Ctrl+C copies.</source>
        <translation>每一层的全部数值。点击标题排序，点击行选择该层，Ctrl+C 复制。</translation>
    </message>
    <message>
        <source>What plans by layer cost and score, beside one setting for all layers and QT. Outlines are scores on the images searched on, filled marks on the others.</source>
        <translation>逐层方案的成本与得分，以及统一设置和 QT。空心标记为搜索所用图像上的得分，实心标记为其余图像上的得分。</translation>
    </message>
    <message>
        <source>The points of the plot as a table. A click shows what a point runs each layer at.</source>
        <translation>图中各点的表格。点击显示某点让每一层如何运行。</translation>
    </message>
    <message>
        <source>What the chosen point runs each layer at. A click chooses the layer.</source>
        <translation>所选点让每一层如何运行。点击选择该层。</translation>
    </message>
    <message>
        <source>The units of a cell and behind a column, each with the LUTs and flip-flops that were counted, and the bits of the control registers. The arrows move, Return shows a unit at work.</source>
        <translation>单元内和列后的各部件，各附计数得到的 LUT 和触发器，以及控制寄存器的各位。方向键移动，回车键显示部件的工作过程。</translation>
    </message>
    <message>
        <source>How close B&apos;s tensors are to A&apos;s. A click chooses the layer everywhere and shows the values of the tensor in both.</source>
        <translation>B 的张量与 A 的有多接近。点击会在各处选中该层，并显示张量在两者中的值。</translation>
    </message>
    <message>
        <source>The values of one tensor in A and in B, over the same bins: what is rounded or dropped stands as peaks.</source>
        <translation>一个张量在 A 与 B 中的值，用相同的区间：被舍入或丢弃的显示为尖峰。</translation>
    </message>
    <message>
        <source>Images, or tokens of a text, to which A and B give other classes. A click shows the image.</source>
        <translation>A 与 B 给出不同类别的图像或文本词元。点击显示图像。</translation>
    </message>
    <message>
        <source>The scores of A and B at several budgets of TR, and their difference.</source>
        <translation>A 与 B 在若干 TR 预算下的得分及其差。</translation>
    </message>
    <message>
        <source>A figure of the paper at its settings: as published, and on the open network.</source>
        <translation>论文的一幅图表及其设置：已发表的与在打开的网络上的。</translation>
    </message>
</context>
<context>
    <name>Highlight</name>
    <message>
        <source>%1 ≈ %2 · %3 → %4</source>
        <translation>%1 ≈ %2 · %3 → %4</translation>
    </message>
    <message>
        <source>%1: weight %2</source>
        <translation>%1：权重 %2</translation>
    </message>
    <message>
        <source>%1: activation %2</source>
        <translation>%1：激活值 %2</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <translation>从 %1 到 %2</translation>
    </message>
    <message>
        <source>%1: weights %2</source>
        <translation>%1：权重 %2</translation>
    </message>
    <message>
        <source>%1: %2 of %3 weights lie %4</source>
        <translation>%1：%3 个权重中有 %2 个%4</translation>
    </message>
    <message numerus="yes">
        <source>%n term(s)</source>
        <translation>
            <numerusform>%n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: weights of %2 (%3)</source>
        <translation>%1：%2的权重（%3）</translation>
    </message>
    <message>
        <source>%1: %2 of %3 weights have %4 (%5)</source>
        <translation>%1：%3 个权重中有 %2 个为 %4（%5）</translation>
    </message>
    <message>
        <source>%1: coefficient of %2</source>
        <translation>%1：%2 的系数</translation>
    </message>
    <message numerus="yes">
        <source>%1 = %2: %n term pair(s), %3 up and %4 down</source>
        <translation>
            <numerusform>%1 = %2：%n 个项对，向上 %3，向下 %4</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2, %3, %4 weights, runs as %5</source>
        <translation>%1：%2，%3，%4 个权重，运行方式 %5</translation>
    </message>
    <message>
        <source>k = %1, g = %2, s = %3, %4-bit weights, %5-bit data</source>
        <translation>k = %1，g = %2，s = %3，%4 位权重，%5 位数据</translation>
    </message>
    <message>
        <source>%1; would keep %2 of the %3 terms of the group shown</source>
        <translation>%1；将保留所示组 %3 项中的 %2 项</translation>
    </message>
    <message>
        <source>input %1</source>
        <translation>输入 %1</translation>
    </message>
    <message>
        <source>inputs %1 to %2</source>
        <translation>输入 %1 到 %2</translation>
    </message>
    <message>
        <source>%1, row %2, %3</source>
        <translation>%1，第 %2 行，%3</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1: %2 weights, %3 of their %4 terms kept</source>
        <translation>%1：%2 个权重，保留其 %4 项中的 %3 项</translation>
    </message>
    <message>
        <source>%1: %2 activations, %3 of their %4 terms kept</source>
        <translation>%1：%2 个激活值，保留其 %4 项中的 %3 项</translation>
    </message>
    <message>
        <source>, all kept</source>
        <translation>，全部保留</translation>
    </message>
    <message>
        <source>, none kept</source>
        <translation>，全部舍弃</translation>
    </message>
    <message>
        <source>, kept %1 (%2)</source>
        <translation>，保留 %1（%2）</translation>
    </message>
    <message>
        <source>; no term at %1</source>
        <translation>；%1 处没有项</translation>
    </message>
    <message>
        <source>; here %1, kept</source>
        <translation>；此处 %1，保留</translation>
    </message>
    <message>
        <source>; here %1, dropped</source>
        <translation>；此处 %1，舍弃</translation>
    </message>
    <message>
        <source>; %1 of the %2 in the group shown</source>
        <translation>；所示组 %2 个中的 %1 个</translation>
    </message>
    <message>
        <source>: perplexity %1</source>
        <translation>：困惑度 %1</translation>
    </message>
    <message>
        <source>: top-1 %1 %</source>
        <translation>：Top-1 %1 %</translation>
    </message>
    <message>
        <source>, %1 provisioned pairs per MAC</source>
        <translation>，每次乘累加预留 %1 对</translation>
    </message>
    <message>
        <source>; %1</source>
        <translation>；%1</translation>
    </message>
    <message>
        <source>: %1 % as float</source>
        <translation>：%1 % 与浮点一致</translation>
    </message>
    <message>
        <source>: SQNR %1 dB</source>
        <translation>：SQNR %1 dB</translation>
    </message>
</context>
<context>
    <name>ThemeChoice</name>
    <message>
        <source>As the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>高对比度(&amp;H)</translation>
    </message>
    <message>
        <source>For &amp;projectors</source>
        <translation>投影仪用(&amp;P)</translation>
    </message>
</context>
<context>
    <name>TypeSize</name>
    <message>
        <source>&amp;Normal</source>
        <translation>标准(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Large</source>
        <translation>大(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Huge</source>
        <translation>特大(&amp;H)</translation>
    </message>
    <message>
        <source>L&amp;arger</source>
        <translation>更大(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Smaller</source>
        <translation>更小(&amp;S)</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>Weight bits</source>
        <translation>权重位数</translation>
    </message>
    <message>
        <source>Bits of a quantized weight, its sign included.</source>
        <translation>量化权重的位数，含符号位。</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>How magnitudes are written as signed powers of two; HESE needs the fewest terms.</source>
        <translation>如何把数值大小写成带符号的 2 的幂之和；HESE 所需的项最少。</translation>
    </message>
    <message>
        <source>Group size</source>
        <translation>组大小</translation>
    </message>
    <message>
        <source>Weights that share one term budget: consecutive values along the reduction.</source>
        <translation>共用一个项预算的权重：沿求和方向的连续数值。</translation>
    </message>
    <message>
        <source>Term budget</source>
        <translation>项预算</translation>
    </message>
    <message>
        <source>Terms kept in every group of weights, the largest ones first.</source>
        <translation>每组权重保留的项数，从最大的项开始。</translation>
    </message>
    <message>
        <source>Weight scale</source>
        <translation>权重缩放</translation>
    </message>
    <message>
        <source>Per tensor</source>
        <translation>每张量</translation>
    </message>
    <message>
        <source>Per channel</source>
        <translation>每通道</translation>
    </message>
    <message>
        <source>Data bits</source>
        <translation>数据位数</translation>
    </message>
    <message>
        <source>Bits of a quantized activation, its sign included.</source>
        <translation>量化激活值的位数，含符号位。</translation>
    </message>
    <message>
        <source>Data terms</source>
        <translation>数据项数</translation>
    </message>
    <message>
        <source>Terms kept in every activation, the largest ones first; 0 keeps all.</source>
        <translation>每个激活值保留的项数，从最大的项开始；0 表示全部保留。</translation>
    </message>
    <message>
        <source>Quantizer</source>
        <translation>量化器</translation>
    </message>
    <message>
        <source>Symmetric</source>
        <translation>对称</translation>
    </message>
    <message>
        <source>Reference 2020</source>
        <translation>2020 参考</translation>
    </message>
    <message>
        <source>Symmetric: scale = max|x| / (2^(b-1) - 1). Reference 2020: the rule of the code published with the paper.</source>
        <translation>对称：缩放因子 = max|x| / (2^(b-1) - 1)。2020 参考：随论文发布的代码所用的规则。</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>最大值</translation>
    </message>
    <message>
        <source>Least squared error</source>
        <translation>最小平方误差</translation>
    </message>
    <message>
        <source>Power of two</source>
        <translation>二的幂</translation>
    </message>
    <message>
        <source>Top terms of each value</source>
        <translation>每个值的最大项</translation>
    </message>
    <message>
        <source>BBS, averaged columns</source>
        <translation>BBS，列取平均</translation>
    </message>
    <message>
        <source>BBS, shifted zero point</source>
        <translation>BBS，零点平移</translation>
    </message>
    <message>
        <source>How the scale of the activations is chosen from the calibration samples.</source>
        <translation>如何由校准样本选择激活值的缩放因子。</translation>
    </message>
    <message>
        <source>BatchNorm</source>
        <translation>BatchNorm</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Folded</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>BatchNormalization is folded into the weights of the layer before it is quantized, or kept in float32 after it.</source>
        <translation>在量化之前把 BatchNormalization 合并到层的权重中，或在其后以 float32 保留。</translation>
    </message>
    <message>
        <source>Calibration samples</source>
        <translation>校准样本数</translation>
    </message>
    <message>
        <source>The first so many samples of the dataset choose the scales of the activations.</source>
        <translation>由数据集最前面的这些样本确定激活值的缩放因子。</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Of a network that its file has quantized: the integers that the file gives, or its weights dequantized and quantized again.</source>
        <translation>对于文件已经量化的网络：使用文件给出的整数，或者先将权重反量化再重新量化。</translation>
    </message>
    <message>
        <source>As given</source>
        <translation>按文件所给</translation>
    </message>
    <message>
        <source>Requantized</source>
        <translation>重新量化</translation>
    </message>
    <message>
        <source>Binary</source>
        <translation>二进制</translation>
    </message>
    <message>
        <source>Booth radix-4</source>
        <translation>基 4 Booth</translation>
    </message>
    <message>
        <source>HESE</source>
        <translation>HESE</translation>
    </message>
    <message>
        <source>HESE 2020</source>
        <translation>HESE 2020</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>乘积</translation>
    </message>
    <message>
        <source>What the array computes: the chosen layer, or a typed product of random operands</source>
        <translation>阵列计算的内容：所选的层，或自定尺寸的随机操作数乘积</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Typed M×K×N</source>
        <translation>自定 M×K×N</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Images that go through the layer at once, from the first on: M</source>
        <translation>同时通过该层的图像数，从第一张起：M</translation>
    </message>
    <message>
        <source>M</source>
        <translation>M</translation>
    </message>
    <message>
        <source>Rows of the inputs</source>
        <translation>输入的行数</translation>
    </message>
    <message>
        <source>K</source>
        <translation>K</translation>
    </message>
    <message>
        <source>Length of the dot products</source>
        <translation>点积的长度</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>Columns of the weights</source>
        <translation>权重的列数</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Rows of cells, R</source>
        <translation>单元的行数，R</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列数</translation>
    </message>
    <message>
        <source>Columns of cells, C</source>
        <translation>单元的列数，C</translation>
    </message>
    <message>
        <source>Stationary</source>
        <translation>驻留数据</translation>
    </message>
    <message>
        <source>What stays in the cells while the rest streams through them</source>
        <translation>其余数据流过时留在单元中的数据</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Rival</source>
        <translation>对手</translation>
    </message>
    <message>
        <source>What the TR array of term cells races against, on as many cells</source>
        <translation>项单元的 TR 阵列与谁竞速，单元数相同</translation>
    </message>
    <message>
        <source>QT term cells</source>
        <translation>QT 项单元</translation>
    </message>
    <message>
        <source>pMAC cells</source>
        <translation>pMAC 单元</translation>
    </message>
    <message>
        <source>Step length</source>
        <translation>步长</translation>
    </message>
    <message>
        <source>A step of term cells lasts the bound, or until its slowest cell is done</source>
        <translation>项单元的一步持续到上限，或到最慢的单元完成为止</translation>
    </message>
    <message>
        <source>Provisioned</source>
        <translation>预留</translation>
    </message>
    <message>
        <source>Adaptive</source>
        <translation>自适应</translation>
    </message>
    <message>
        <source>Operands hop</source>
        <translation>操作数传递</translation>
    </message>
    <message>
        <source>When operands move on to the next cell</source>
        <translation>操作数何时移到下一个单元</translation>
    </message>
    <message>
        <source>Every step</source>
        <translation>每步</translation>
    </message>
    <message>
        <source>Every clock</source>
        <translation>每个时钟</translation>
    </message>
    <message>
        <source>Drain</source>
        <translation>排出</translation>
    </message>
    <message>
        <source>Charge R cycles a fold to shift results out (pMAC, outputs stationary)</source>
        <translation>每轮计入 R 个周期用于移出结果（pMAC，输出驻留）</translation>
    </message>
    <message>
        <source>Not charged</source>
        <translation>不计入</translation>
    </message>
    <message>
        <source>Charged</source>
        <translation>计入</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>项</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Array</source>
        <translation>阵列</translation>
    </message>
    <message>
        <source>Handwritten digits: a multilayer perceptron on MNIST</source>
        <translation>手写数字: MNIST 上的多层感知机</translation>
    </message>
    <message>
        <source>Clothes: a convolutional network on Fashion-MNIST</source>
        <translation>服装: Fashion-MNIST 上的卷积网络</translation>
    </message>
    <message>
        <source>Clothes, by a transformer: a vision transformer on Fashion-MNIST</source>
        <translation>服装（Transformer）: Fashion-MNIST 上的视觉 Transformer</translation>
    </message>
    <message>
        <source>Clothes, quantized: the same network in int8, as a quantizer wrote it</source>
        <translation>服装，已量化: 同一网络，由量化器写成 int8</translation>
    </message>
    <message>
        <source>k = %1 keeps every term that %2 weights of %3 bits can have (at most %4): no weight changes.</source>
        <translation>k = %1 保留了 %2 个 %3 位权重可能具有的全部项（最多 %4 项）：没有权重发生变化。</translation>
    </message>
    <message>
        <source>k = %1 leaves less than one term for two weights: most of them become zero.</source>
        <translation>k = %1 使每两个权重分不到一个项：多数权重会变成零。</translation>
    </message>
    <message>
        <source>s = %1 keeps every term that data of %2 bits can have (at most %3): no activation changes.</source>
        <translation>s = %1 保留了 %2 位数据可能具有的全部项（最多 %3 项）：没有激活值发生变化。</translation>
    </message>
    <message>
        <source>s·k/g = %1 is no less than what plain quantization reserves (%2): nothing is saved.</source>
        <translation>s·k/g = %1 不少于普通量化的预留量（%2）：没有任何节省。</translation>
    </message>
    <message>
        <source>g = 1 gives every weight the same number of terms; larger groups let the large ones borrow from the small.</source>
        <translation>g = 1 使每个权重的项数相同；较大的组允许大权重向小权重借用项。</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>conv</source>
        <translation>卷积</translation>
    </message>
    <message>
        <source>lstm</source>
        <translation>LSTM</translation>
    </message>
    <message>
        <source>gru</source>
        <translation>GRU</translation>
    </message>
    <message>
        <source>rnn</source>
        <translation>RNN</translation>
    </message>
    <message>
        <source>Multiply-accumulate, 8 bits</source>
        <translation>乘累加，8 位</translation>
    </message>
    <message>
        <source>Term pair</source>
        <translation>项对</translation>
    </message>
    <message>
        <source>Word of SRAM</source>
        <translation>SRAM 字</translation>
    </message>
    <message>
        <source>Word of DRAM</source>
        <translation>DRAM 字</translation>
    </message>
    <message>
        <source>Cell of a pMAC array</source>
        <translation>pMAC 阵列的单元</translation>
    </message>
    <message>
        <source>Cell of a tMAC array</source>
        <translation>tMAC 阵列的单元</translation>
    </message>
    <message>
        <source>Kilobyte of SRAM</source>
        <translation>每千字节 SRAM</translation>
    </message>
    <message>
        <source>Binary stream converter</source>
        <translation>二进制流转换器</translation>
    </message>
    <message>
        <source>ReLU and requantizer</source>
        <translation>ReLU 与重量化器</translation>
    </message>
    <message>
        <source>Requantizer</source>
        <translation>重量化器</translation>
    </message>
    <message>
        <source>HESE encoder</source>
        <translation>HESE 编码器</translation>
    </message>
    <message>
        <source>HESE encoder (off)</source>
        <translation>HESE 编码器（关）</translation>
    </message>
    <message>
        <source>Term comparator</source>
        <translation>项比较器</translation>
    </message>
    <message>
        <source>Term comparator (off)</source>
        <translation>项比较器（关）</translation>
    </message>
    <message>
        <source>mnist_mlp.onnx (embedded)</source>
        <translation>mnist_mlp.onnx（内置）</translation>
    </message>
    <message>
        <source>10,000 held-out MNIST digits (embedded)</source>
        <translation>10,000 个未参与训练的 MNIST 数字（内置）</translation>
    </message>
    <message>
        <source>fashion_cnn.onnx (embedded)</source>
        <translation>fashion_cnn.onnx（内置）</translation>
    </message>
    <message>
        <source>fashion_cnn_int8.onnx (embedded)</source>
        <translation>fashion_cnn_int8.onnx（内置）</translation>
    </message>
    <message>
        <source>fashion_vit.onnx (embedded)</source>
        <translation>fashion_vit.onnx（内置）</translation>
    </message>
    <message>
        <source>2,000 Fashion-MNIST test images (embedded)</source>
        <translation>2,000 张 Fashion-MNIST 测试图像（内置）</translation>
    </message>
    <message>
        <source>verses_lstm.onnx (embedded)</source>
        <translation>verses_lstm.onnx（内置）</translation>
    </message>
    <message>
        <source>held-out chapters of the King James Version (embedded)</source>
        <translation>未参与训练的钦定本圣经章节（内置）</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>given</source>
        <translation>所给</translation>
    </message>
    <message>
        <source>%1 bits</source>
        <translation>%1 位</translation>
    </message>
    <message>
        <source>requantized</source>
        <translation>重新量化</translation>
    </message>
    <message>
        <source>s = all</source>
        <translation>s = 全部</translation>
    </message>
    <message>
        <source>QT</source>
        <translation>QT</translation>
    </message>
    <message>
        <source>TR</source>
        <translation>TR</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Products of two activations, queries with keys and scores with values: in float32, quantized, or with the keys and values revealed in groups at run time.</source>
        <translation>两个激活值的乘积（查询与键、分数与值）：以 float32 计算、量化，或在运行时按组显露键和值。</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>浮点</translation>
    </message>
    <message>
        <source>One weight scale for each output channel, or one for the whole tensor.</source>
        <translation>每个输出通道各用一个权重缩放因子，或整个张量用一个。</translation>
    </message>
    <message>
        <source>verses_transformer.onnx (embedded)</source>
        <translation>verses_transformer.onnx（内置）</translation>
    </message>
    <message>
        <source>Every point of QT lies far below float. Known to cure it: Weight scale, per channel.</source>
        <translation>QT 的所有点都远低于浮点。已知的解决办法：权重缩放，每通道。</translation>
    </message>
    <message>
        <source>Every point of TR lies far below float. Known to cure it: Weight scale, per channel.</source>
        <translation>TR 的所有点都远低于浮点。已知的解决办法：权重缩放，每通道。</translation>
    </message>
    <message>
        <source>Every point of QT lies far below float. Known to cure it: Calibration, least squared error.</source>
        <translation>QT 的所有点都远低于浮点。已知的解决办法：校准，最小平方误差。</translation>
    </message>
    <message>
        <source>Every point of TR lies far below float. Known to cure it: Calibration, least squared error.</source>
        <translation>TR 的所有点都远低于浮点。已知的解决办法：校准，最小平方误差。</translation>
    </message>
    <message>
        <source>Every point of TR lies far below float. Known to cure it: Data terms, 3 or more.</source>
        <translation>TR 的所有点都远低于浮点。已知的解决办法：数据项数，3 或更多。</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>研究</translation>
    </message>
    <message>
        <source>Holds the terms of a group of data: a place for each exponent of each value, so it fits any budget, and QT too. The group hops on to the next cell with each step.</source>
        <translation>保存一组数据的项：每个值的每个指数都有一个位置，因此适合任何预算，也适合 QT。每一步该组移到下一个单元。</translation>
    </message>
    <message>
        <source>Weight terms</source>
        <translation>权重项</translation>
    </message>
    <message>
        <source>Holds the revealed terms of a group of weights, as the queue of data terms does.</source>
        <translation>与数据项队列一样，保存一组权重显露后的项。</translation>
    </message>
    <message>
        <source>Pair cursor</source>
        <translation>项对游标</translation>
    </message>
    <message>
        <source>Finds the next term pair, one a cycle: each weight term meets all data terms of its value, the largest first. Values without terms take no cycle.</source>
        <translation>每个周期找出下一个项对：每个权重项与其值的所有数据项相遇，从最大的开始。没有项的值不占周期。</translation>
    </message>
    <message>
        <source>Exponent adder</source>
        <translation>指数加法器</translation>
    </message>
    <message>
        <source>Multiplies two terms: adds their exponents and compares their signs.</source>
        <translation>把两个项相乘：指数相加，比较符号。</translation>
    </message>
    <message>
        <source>Coefficients</source>
        <translation>系数</translation>
    </message>
    <message>
        <source>Counts, for each exponent, the term pairs that come to it: up for a positive one, down for a negative one.</source>
        <translation>对每个指数，统计得到它的项对：正的加一，负的减一。</translation>
    </message>
    <message>
        <source>Revealer</source>
        <translation>显露器</translation>
    </message>
    <message>
        <source>Lowers the waterline over a group, one exponent a cycle, until the budget is used: for operands that are revealed when they are made. One a column, in no cell.</source>
        <translation>在一组上降低水位线，每个周期一个指数，直到预算用完：用于产生时才显露的操作数。每列一个，不在单元内。</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>求和</translation>
    </message>
    <message>
        <source>Adds the coefficients up to a word in one cycle, where results leave the array. One a column.</source>
        <translation>在结果离开阵列处，用一个周期把系数加成一个字。每列一个。</translation>
    </message>
    <message>
        <source>Converter</source>
        <translation>转换器</translation>
    </message>
    <message>
        <source>Adds the coefficients up bit by bit, the lowest first: smaller than the sum, and as many cycles as the word has bits.</source>
        <translation>从最低位起逐位把系数相加：比求和部件小，周期数等于字的位数。</translation>
    </message>
    <message>
        <source>Registers</source>
        <translation>寄存器</translation>
    </message>
    <message>
        <source>Two words decide whether the array runs QT or TR, and at which budgets. They are written while it runs.</source>
        <translation>两个字决定阵列运行 QT 还是 TR，以及用什么预算。它们在阵列运行时写入。</translation>
    </message>
    <message>
        <source>Keeps the s largest terms of each value of the next layer&apos;s data.</source>
        <translation>保留下一层数据中每个值最大的 s 个项。</translation>
    </message>
    <message>
        <source>Turns the bits of a value to signed terms in one pass, looking at two bits at a time.</source>
        <translation>一遍扫描，每次看两位，把一个值的各位变成带符号的项。</translation>
    </message>
    <message>
        <source>Multiplies by the scale bit by bit, cuts what is below zero (ReLU) and rounds to the data&apos;s bits.</source>
        <translation>逐位乘以缩放因子，截去负值（ReLU），并舍入到数据的位数。</translation>
    </message>
    <message>
        <source>pMAC of the rival</source>
        <translation>对手的 pMAC</translation>
    </message>
    <message>
        <source>Data value</source>
        <translation>数据值</translation>
    </message>
    <message>
        <source>Weight value</source>
        <translation>权重值</translation>
    </message>
    <message>
        <source>Multiplier</source>
        <translation>乘法器</translation>
    </message>
    <message>
        <source>Accumulator</source>
        <translation>累加器</translation>
    </message>
    <message>
        <source>pMAC: holds a value of the data, 8 bits. It hops on to the next cell with each cycle.</source>
        <translation>pMAC：保存一个 8 位数据值，每个周期传给下一个单元。</translation>
    </message>
    <message>
        <source>pMAC: holds a weight, 8 bits, as the register of the data value does.</source>
        <translation>pMAC：保存一个 8 位权重，与数据值寄存器相同。</translation>
    </message>
    <message>
        <source>pMAC: multiplies two values of 8 bits in one cycle. Counted by itself: with the adder behind it a synthesis tool makes other gates.</source>
        <translation>pMAC：一个周期内将两个 8 位值相乘。单独统计：与其后的加法器一起综合时会得到不同的门。</translation>
    </message>
    <message>
        <source>pMAC: adds the products up, 32 bits, one a cycle. Counted by itself.</source>
        <translation>pMAC：累加乘积，32 位，每周期一个。单独统计。</translation>
    </message>
    <message>
        <source>The rival&apos;s cell as a whole: a multiplier of 8-bit values and an accumulator of 32 bits, made together.</source>
        <translation>对手单元整体：一个 8 位值的乘法器和一个 32 位累加器，一起综合。</translation>
    </message>
    <message>
        <source>Unit costs</source>
        <translation>单位成本</translation>
    </message>
    <message>
        <source>What energies and areas are made of: published figures of 45 nm, or gates of the hardware sources, counted. A table edited on the page stands until another is chosen.</source>
        <translation>能量和面积的依据：公开发表的 45 nm 数据，或硬件源代码计数的门。在页面上编辑过的表一直有效，直到选择另一张。</translation>
    </message>
    <message>
        <source>45 nm, quoted</source>
        <translation>45 nm，引用</translation>
    </message>
    <message>
        <source>Counted gates</source>
        <translation>计数的门</translation>
    </message>
    <message>
        <source>Bit-parallel</source>
        <translation>位并行</translation>
    </message>
    <message>
        <source>nothing waits</source>
        <translation>没有等待</translation>
    </message>
    <message>
        <source>a layer waits for the bits of its largest datum</source>
        <translation>一层等待其最大数据的位数</translation>
    </message>
    <message>
        <source>16 channels wait for the datum with the most terms</source>
        <translation>16 个通道等待项最多的数据</translation>
    </message>
    <message>
        <source>16 products wait for the one with the most pairs</source>
        <translation>16 个乘积等待项对最多的一个</translation>
    </message>
    <message>
        <source>64 weights wait for their fullest bit column</source>
        <translation>64 个权重等待其最满的位列</translation>
    </message>
    <message>
        <source>The next word, by an LSTM: a language model on the King James Version</source>
        <translation>下一个词（LSTM）: 在英王钦定本上的语言模型</translation>
    </message>
    <message>
        <source>The next word, by a transformer: a language model on the King James Version</source>
        <translation>下一个词（Transformer）: 在英王钦定本上的语言模型</translation>
    </message>
    <message>
        <source>embedding</source>
        <translation>嵌入</translation>
    </message>
    <message>
        <source>layer norm</source>
        <translation>层归一化</translation>
    </message>
    <message>
        <source>RMS norm</source>
        <translation>RMS 归一化</translation>
    </message>
    <message>
        <source>group norm</source>
        <translation>组归一化</translation>
    </message>
    <message>
        <source>instance norm</source>
        <translation>实例归一化</translation>
    </message>
    <message>
        <source>batch norm</source>
        <translation>批归一化</translation>
    </message>
    <message>
        <source>conv-transpose</source>
        <translation>转置卷积</translation>
    </message>
    <message>
        <source>tied linear</source>
        <translation>线性（共享）</translation>
    </message>
    <message>
        <source>QT, %1 bits</source>
        <translation>QT，%1 位</translation>
    </message>
    <message>
        <source>TR, g = %1, k = %2, s = %3</source>
        <translation>TR，g = %1，k = %2，s = %3</translation>
    </message>
    <message>
        <source>Published: QT from %1 pairs per MAC, TR from %2, %3 times fewer</source>
        <translation>已发表：QT 自每次乘累加 %1 个项对起，TR 自 %2 起，为其 1/%3</translation>
    </message>
    <message>
        <source>Published: no %1 setting as good as the best QT</source>
        <translation>已发表：没有与最佳 QT 一样好的 %1 设置</translation>
    </message>
    <message>
        <source>Here: QT from %1 pairs per MAC, TR from %2, %3 times fewer</source>
        <translation>此处：QT 自每次乘累加 %1 个项对起，TR 自 %2 起，为其 1/%3</translation>
    </message>
    <message>
        <source>Here: no %1 setting as good as the best QT</source>
        <translation>此处：没有与最佳 QT 一样好的 %1 设置</translation>
    </message>
    <message>
        <source>Here, by the published rules: QT from %1 pairs per MAC, TR from %2, %3 times fewer</source>
        <translation>此处，按已发表的规则：QT 自每次乘累加 %1 个项对起，TR 自 %2 起，为其 1/%3</translation>
    </message>
    <message>
        <source>Here, by the published rules: no %1 setting as good as the best QT</source>
        <translation>此处，按已发表的规则：没有与最佳 QT 一样好的 %1 设置</translation>
    </message>
    <message>
        <source>As good as the best QT (within 1 % of its perplexity):</source>
        <translation>与最佳 QT 一样好（困惑度相差 1 % 以内）：</translation>
    </message>
    <message>
        <source>As good as the best QT (within half a point of top-1):</source>
        <translation>与最佳 QT 一样好（top-1 相差半个百分点以内）：</translation>
    </message>
    <message>
        <source>Mean loss over these settings against the best QT of each: published %1, here %2, by the published rules %3 % of perplexity: what the rules do not account for is the network&apos;s and the data&apos;s</source>
        <translation>这些设置相对各自最佳 QT 的平均损失：已发表 %1，此处 %2，按已发表的规则 %3 %（困惑度）：规则不能解释的部分来自网络和数据</translation>
    </message>
    <message>
        <source>Mean loss over these settings against the best QT of each: published %1, here %2, by the published rules %3 points: what the rules do not account for is the network&apos;s and the data&apos;s</source>
        <translation>这些设置相对各自最佳 QT 的平均损失：已发表 %1，此处 %2，按已发表的规则 %3 个百分点：规则不能解释的部分来自网络和数据</translation>
    </message>
    <message>
        <source>Perplexity against term pairs</source>
        <translation>困惑度与项对</translation>
    </message>
    <message>
        <source>Accuracy against term pairs</source>
        <translation>准确率与项对</translation>
    </message>
    <message>
        <source>pairs per MAC</source>
        <translation>每次乘累加的项对</translation>
    </message>
    <message>
        <source>published perplexity</source>
        <translation>已发表的困惑度</translation>
    </message>
    <message>
        <source>published top-1 %</source>
        <translation>已发表 top-1 %</translation>
    </message>
    <message>
        <source>here</source>
        <translation>此处</translation>
    </message>
    <message>
        <source>by the published rules</source>
        <translation>按已发表的规则</translation>
    </message>
    <message>
        <source>Published: %1; weights per tensor, scale max|w| / 2^(b-1), the code&apos;s own recoding</source>
        <translation>已发表：%1；权重逐张量，缩放因子 max|w| / 2^(b-1)，该代码自己的重编码</translation>
    </message>
    <message>
        <source>Here: %1 on %2, %3 tokens; float %4; weights per channel, HESE</source>
        <translation>此处：%1，%2，%3 个词元；浮点 %4；权重逐通道，HESE</translation>
    </message>
    <message>
        <source>Here: %1 on %2, %3 images; float %4; weights per channel, HESE</source>
        <translation>此处：%1，%2，%3 张图像；浮点 %4；权重逐通道，HESE</translation>
    </message>
    <message>
        <source>By the published rules: the same network, per tensor, quantizer reference2020, encoding hese2020, activations of 16 bits, as that code multiplies unquantized ones</source>
        <translation>按已发表的规则：同一网络，逐张量，量化器 reference2020，编码 hese2020，激活值 16 位，因为该代码乘的是未量化的激活值</translation>
    </message>
    <message>
        <source>By the published rules: the same network, per tensor, quantizer reference2020, encoding hese2020</source>
        <translation>按已发表的规则：同一网络，逐张量，量化器 reference2020，编码 hese2020</translation>
    </message>
    <message>
        <source>Effect of the group size at equal α</source>
        <translation>α 相同时组大小的影响</translation>
    </message>
    <message>
        <source>here, perplexity</source>
        <translation>此处，困惑度</translation>
    </message>
    <message>
        <source>here, top-1 %</source>
        <translation>此处，top-1 %</translation>
    </message>
    <message>
        <source>Published: %1, 8 bits, s = %2</source>
        <translation>已发表：%1，8 位，s = %2</translation>
    </message>
    <message>
        <source>Here: %1 on %2, %3 tokens; weights per channel, HESE, the same bits and s</source>
        <translation>此处：%1，%2，%3 个词元；权重逐通道，HESE，位数和 s 相同</translation>
    </message>
    <message>
        <source>Here: %1 on %2, %3 images; weights per channel, HESE, the same bits and s</source>
        <translation>此处：%1，%2，%3 张图像；权重逐通道，HESE，位数和 s 相同</translation>
    </message>
    <message>
        <source>At α = 1, from g = 1 to g = 32: published %1, here %2 of perplexity</source>
        <translation>α = 1 时，从 g = 1 到 g = 32：已发表 %1，此处 %2（困惑度）</translation>
    </message>
    <message>
        <source>At α = 1, from g = 1 to g = 32: published %1, here %2 points of top-1</source>
        <translation>α = 1 时，从 g = 1 到 g = 32：已发表 %1，此处 %2 个 top-1 百分点</translation>
    </message>
    <message>
        <source>g = 1 at α = 1 is %1 from the best of the table as published, %2 here; groups of 32 take back %3 % and %4 % of that</source>
        <translation>α = 1 时，g = 1 与表中最佳相差：已发表 %1，此处 %2；组大小 32 分别挽回其中的 %3 % 和 %4 %</translation>
    </message>
    <message>
        <source>Encodings apart from grouping</source>
        <translation>不计分组的编码</translation>
    </message>
    <message>
        <source>terms of a weight</source>
        <translation>每个权重的项</translation>
    </message>
    <message>
        <source>Here: %1 on %2, %3 tokens; perplexity, 8 bits, weights per channel, s = 3 in the same encoding</source>
        <translation>此处：%1，%2，%3 个词元；困惑度，8 位，权重逐通道，s = 3，编码相同</translation>
    </message>
    <message>
        <source>Here: %1 on %2, %3 images; top-1 %, 8 bits, weights per channel, s = 3 in the same encoding</source>
        <translation>此处：%1，%2，%3 张图像；top-1 %，8 位，权重逐通道，s = 3，编码相同</translation>
    </message>
    <message>
        <source>Encoding alone (g = 1, k = 1): HESE over binary %1</source>
        <translation>仅编码（g = 1，k = 1）：HESE 比二进制高 %1</translation>
    </message>
    <message>
        <source>Grouping alone (binary, α = 1): g = 8 over g = 1 %1</source>
        <translation>仅分组（二进制，α = 1）：g = 8 比 g = 1 高 %1</translation>
    </message>
    <message>
        <source>Both (α = 1): %1</source>
        <translation>两者（α = 1）：%1</translation>
    </message>
    <message>
        <source>Term pairs of partial dot products of %1</source>
        <translation>长度为 %1 的部分点积的项对</translation>
    </message>
    <message>
        <source>99 % have at most, binary</source>
        <translation>99 % 至多有，二进制</translation>
    </message>
    <message>
        <source>binary, below %1, %</source>
        <translation>二进制，少于 %1，%</translation>
    </message>
    <message>
        <source>99 % have at most, HESE</source>
        <translation>99 % 至多有，HESE</translation>
    </message>
    <message>
        <source>HESE, below %1, %</source>
        <translation>HESE，少于 %1，%</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Published: %1, 8 bits: %2 % need fewer than %3 of %4 pairs</source>
        <translation>已发表：%1，8 位：%2 % 需要少于 %3 个项对（共 %4 个）</translation>
    </message>
    <message>
        <source>Here: %1 on %2, %3 tokens; 8-bit QT, weights per channel</source>
        <translation>此处：%1，%2，%3 个词元；8 位 QT，权重逐通道</translation>
    </message>
    <message>
        <source>Here: %1 on %2, %3 images; 8-bit QT, weights per channel</source>
        <translation>此处：%1，%2，%3 张图像；8 位 QT，权重逐通道</translation>
    </message>
    <message>
        <source>Of all dot products here %1 % (binary) and %2 % (HESE) need fewer than %3 pairs</source>
        <translation>此处所有点积中，%1 %（二进制）和 %2 %（HESE）需要少于 %3 个项对</translation>
    </message>
    <message>
        <source>Quantization error of the weights</source>
        <translation>权重的量化误差</translation>
    </message>
    <message>
        <source>weight terms per value</source>
        <translation>每个值的权重项</translation>
    </message>
    <message>
        <source>SQNR dB, per channel</source>
        <translation>SQNR dB，逐通道</translation>
    </message>
    <message>
        <source>per tensor</source>
        <translation>逐张量</translation>
    </message>
    <message>
        <source>TR, 8 bits, g = %1, k = %2</source>
        <translation>TR，8 位，g = %1，k = %2</translation>
    </message>
    <message>
        <source>Here: %1, all layers, HESE; SQNR 10·log10(Σw² / Σ(w - ŵ)²)</source>
        <translation>此处：%1，所有层，HESE；SQNR 10·log10(Σw² / Σ(w - ŵ)²)</translation>
    </message>
    <message>
        <source>At one term a weight, from g = 1 to g = 32: %1 dB</source>
        <translation>每个权重一个项时，从 g = 1 到 g = 32：%1 dB</translation>
    </message>
    <message>
        <source>Published: no numbers come with the code</source>
        <translation>已发表：代码没有附带数字</translation>
    </message>
    <message>
        <source>%1: of the published settings k = %2, s = %3 comes nearest to the measured latency, here %4 for %5 and energy %6 for %7; it scores %8 where QT scores %9</source>
        <translation>%1：已发表的设置中 k = %2，s = %3 最接近实测延迟，此处 %4（已发表 %5），能量 %6（已发表 %7）；其得分 %8，QT 得分 %9</translation>
    </message>
    <message>
        <source>%1: energy %2 for one sample, %3 for %4 at once: one alone pays for reading the weights, which both modes read alike</source>
        <translation>%1：单个样本能量 %2，%4 个同时处理为 %3：单个样本要承担读取权重的代价，两种模式的读取相同</translation>
    </message>
    <message>
        <source>TR over QT on an array of 128 x 64 term MACs</source>
        <translation>128 x 64 个项 MAC 的阵列上 TR 与 QT 之比</translation>
    </message>
    <message>
        <source>latency, published</source>
        <translation>延迟，已发表</translation>
    </message>
    <message>
        <source>here, all layers revealed</source>
        <translation>此处，所有层均显露</translation>
    </message>
    <message>
        <source>first and depthwise at QT</source>
        <translation>首层和深度卷积用 QT</translation>
    </message>
    <message>
        <source>energy, published</source>
        <translation>能量，已发表</translation>
    </message>
    <message>
        <source>QT step</source>
        <translation>QT 步</translation>
    </message>
    <message>
        <source>TR step</source>
        <translation>TR 步</translation>
    </message>
    <message>
        <source>TR step that the published latency comes to</source>
        <translation>已发表延迟对应的 TR 步</translation>
    </message>
    <message>
        <source>%1: QT %2/%3 bits, TR g = %4, k = %5, s = %6</source>
        <translation>%1：QT %2/%3 位，TR g = %4，k = %5，s = %6</translation>
    </message>
    <message>
        <source>%1: with the first convolution and depthwise ones, if any, at QT the latency falls to %2 for %3: on an array that takes them as this one does they cannot have stayed at QT&apos;s steps</source>
        <translation>%1：若首个卷积和深度卷积（如有）保持 QT，延迟之比降到 %2（已发表 %3）：在像此处这样处理它们的阵列上，它们不可能停留在 QT 的步长</translation>
    </message>
    <message>
        <source>Published: measured, %1; its settings do not come with the figures</source>
        <translation>已发表：实测，%1；其设置未随数字给出</translation>
    </message>
    <message>
        <source>Here: a model, weight-stationary, provisioned steps; TR at the cheapest published setting within %1 points (percent of perplexity) of the published QT</source>
        <translation>此处：模型，权重驻留，预留步；TR 取与已发表 QT 相差 %1 个百分点（困惑度为百分之）以内最便宜的已发表设置</translation>
    </message>
    <message>
        <source>Steps in cycles of a group: QT g·(b_w-1)·(b_d-1), TR k·s</source>
        <translation>步以一组的周期计：QT g·(b_w-1)·(b_d-1)，TR k·s</translation>
    </message>
    <message>
        <source>With all layers revealed the latency is that of the steps, whatever the layers&apos; shapes: of all networks within %1 % where outputs stay, within %2 % where weights stay, whose loading takes their term slots, g·(b_w-1) under QT and k under TR; the last column is the step that the measured latency comes to</source>
        <translation>所有层均显露时，延迟就是步长之比，与层的形状无关：所有网络中，输出驻留时相差 %1 % 以内，权重驻留时相差 %2 % 以内，后者的加载占用其项槽，QT 下 g·(b_w-1)，TR 下 k；最后一列是实测延迟对应的步</translation>
    </message>
</context>
<context>
    <name>termscope</name>
    <message>
        <source>%1-bit pMAC cells</source>
        <translation>%1 位 pMAC 单元</translation>
    </message>
    <message>
        <source>TR on term cells</source>
        <translation>项单元上的 TR</translation>
    </message>
    <message>
        <source>QT on term cells</source>
        <translation>项单元上的 QT</translation>
    </message>
    <message>
        <source>pMAC</source>
        <translation>pMAC</translation>
    </message>
    <message>
        <source>TR</source>
        <translation>TR</translation>
    </message>
    <message>
        <source>QT</source>
        <translation>QT</translation>
    </message>
    <message>
        <source>%1: (%2×%3)·(%3×%4)</source>
        <translation>%1：(%2×%3)·(%3×%4)</translation>
    </message>
    <message>
        <source>Random operands.</source>
        <translation>随机操作数。</translation>
    </message>
    <message>
        <source>Random operands: the network&apos;s activations are not known.</source>
        <translation>随机操作数：网络的激活值未知。</translation>
    </message>
    <message>
        <source>This layer is not revealed: both arrays run it under QT.</source>
        <translation>该层不做项显露：两个阵列都以 QT 计算。</translation>
    </message>
    <message>
        <source>This layer is not revealed: its array runs it on the file&apos;s own integers.</source>
        <translation>该层不做项显露：其阵列以文件自身的整数计算。</translation>
    </message>
    <message>
        <source>given, term cells</source>
        <translation>所给，项单元</translation>
    </message>
    <message>
        <source> One of the layer&apos;s %1 products.</source>
        <translation>该层 %1 个乘积中的一个。</translation>
    </message>
    <message>
        <source>This network reads text, and none is open (File &gt; Open text).</source>
        <translation>该网络读取文本，而当前没有打开文本（文件 &gt; 打开文本）。</translation>
    </message>
    <message>
        <source>No images are open.</source>
        <translation>没有打开图像。</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>%1 mm²</source>
        <translation>%1 mm²</translation>
    </message>
    <message>
        <source>Control registers</source>
        <translation>控制寄存器</translation>
    </message>
    <message>
        <source>HESE encoder</source>
        <translation>HESE 编码器</translation>
    </message>
    <message>
        <source>term comparator</source>
        <translation>项比较器</translation>
    </message>
    <message>
        <source>bit width</source>
        <translation>位宽</translation>
    </message>
    <message>
        <source>group size</source>
        <translation>组大小</translation>
    </message>
    <message>
        <source>group budget</source>
        <translation>组预算</translation>
    </message>
    <message>
        <source>not looked at</source>
        <translation>不使用</translation>
    </message>
    <message>
        <source>data terms</source>
        <translation>数据项</translation>
    </message>
    <message>
        <source>mode word</source>
        <translation>模式字</translation>
    </message>
    <message>
        <source>term word</source>
        <translation>项字</translation>
    </message>
    <message>
        <source>%1 cycles</source>
        <translation>%1 个周期</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Switching the same array</source>
        <translation>切换同一阵列</translation>
    </message>
    <message>
        <source>TR to QT</source>
        <translation>TR 到 QT</translation>
    </message>
    <message>
        <source>QT to TR</source>
        <translation>QT 到 TR</translation>
    </message>
    <message>
        <source>What is in flight has to leave first. The share is of this product&apos;s cycles under TR.</source>
        <translation>在途数据须先流出。比例相对于该乘积在 TR 下的周期数。</translation>
    </message>
    <message>
        <source>Coefficient vector for K = %1</source>
        <translation>K = %1 的系数向量</translation>
    </message>
    <message>
        <source>coefficients</source>
        <translation>系数个数</translation>
    </message>
    <message>
        <source>bits each, TR</source>
        <translation>每个系数的位数，TR</translation>
    </message>
    <message>
        <source>bits each, QT</source>
        <translation>每个系数的位数，QT</translation>
    </message>
    <message>
        <source>bits of the result</source>
        <translation>结果的位数</translation>
    </message>
    <message>
        <source>Units after a column</source>
        <translation>列之后的部件</translation>
    </message>
    <message>
        <source>cycles</source>
        <translation>周期</translation>
    </message>
    <message>
        <source>a word</source>
        <translation>每字</translation>
    </message>
    <message>
        <source>added</source>
        <translation>附加</translation>
    </message>
    <message>
        <source>in all</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Bit by bit, with an 8-bit multiplier in the requantizer.</source>
        <translation>逐位处理，重量化器中有一个 8 位乘法器。</translation>
    </message>
    <message>
        <source>This product, by the model</source>
        <translation>本乘积，按模型</translation>
    </message>
    <message>
        <source>compute</source>
        <translation>计算</translation>
    </message>
    <message>
        <source>SRAM</source>
        <translation>SRAM</translation>
    </message>
    <message>
        <source>total</source>
        <translation>总计</translation>
    </message>
    <message>
        <source>cell area</source>
        <translation>单元面积</translation>
    </message>
    <message>
        <source>Counts of what is really there times the unit costs at the left. Not a measurement.</source>
        <translation>实际数量乘以左侧的单位成本。不是测量值。</translation>
    </message>
    <message>
        <source>QT / TR on the same cells</source>
        <translation>相同单元上的 QT / TR</translation>
    </message>
    <message>
        <source>latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>energy</source>
        <translation>能耗</translation>
    </message>
    <message>
        <source>model, here</source>
        <translation>模型，本例</translation>
    </message>
    <message>
        <source>%1×</source>
        <translation>%1×</translation>
    </message>
    <message>
        <source>The model&apos;s energies are bounds. The named ones are published: %1; other settings and technology.</source>
        <translation>模型的能耗是上限。标有名称的为已发表数据：%1；设置与工艺不同。</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG 图片 (*.png)</translation>
    </message>
    <message>
        <source>SVG drawings (*.svg)</source>
        <translation>SVG 图形 (*.svg)</translation>
    </message>
    <message>
        <source>PDF documents (*.pdf)</source>
        <translation>PDF 文档 (*.pdf)</translation>
    </message>
    <message>
        <source>CSV tables (*.csv)</source>
        <translation>CSV 表格 (*.csv)</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>Scale, 1 to 4:</source>
        <translation>缩放倍数，1 到 4：</translation>
    </message>
    <message>
        <source>Save “%1”</source>
        <translation>保存“%1”</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
    <message>
        <source>loading weights</source>
        <translation>正在加载权重</translation>
    </message>
    <message>
        <source>loading inputs</source>
        <translation>正在加载输入</translation>
    </message>
    <message>
        <source> (%1 to %2 of %3)</source>
        <translation>（%1 到 %2，共 %3）</translation>
    </message>
    <message>
        <source>done with this group</source>
        <translation>本组已完成</translation>
    </message>
    <message>
        <source>no operands</source>
        <translation>无操作数</translation>
    </message>
    <message>
        <source>%1 · %2 = %3: %4 + %5 = %6, c%6 counts %7</source>
        <translation>%1 · %2 = %3：%4 + %5 = %6，c%6 %7计数</translation>
    </message>
    <message>
        <source>up</source>
        <translation>向上</translation>
    </message>
    <message>
        <source>down</source>
        <translation>向下</translation>
    </message>
    <message>
        <source>cell (%1, %2)</source>
        <translation>单元 (%1, %2)</translation>
    </message>
    <message>
        <source>: no operands; holds %1</source>
        <translation>：无操作数；存有 %1</translation>
    </message>
    <message>
        <source>: input %1 · weight %2, value %3; sum so far %4</source>
        <translation>：输入 %1 · 权重 %2，数值 %3；目前之和 %4</translation>
    </message>
    <message>
        <source>: input %1 · weight %2, group %3; %4 of %5 pairs done</source>
        <translation>：输入 %1 · 权重 %2，第 %3 组；已完成 %4 / %5 对</translation>
    </message>
    <message>
        <source>cell (%1, %2): input %3 · weight %4, %5 %6</source>
        <translation>单元 (%1, %2)：输入 %3 · 权重 %4，%5 %6</translation>
    </message>
    <message>
        <source>value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>sum %1 in an accumulator of %2 bits</source>
        <translation>和 %1，累加器 %2 位</translation>
    </message>
    <message>
        <source>weight terms</source>
        <translation>权重项</translation>
    </message>
    <message>
        <source>%1 of %2 pairs done · Σ cᵢ·2ⁱ = %3 · %4-bit cᵢ</source>
        <translation>已完成 %1 / %2 对 · Σ cᵢ·2ⁱ = %3 · cᵢ 为 %4 位</translation>
    </message>
    <message>
        <source>s = all</source>
        <translation>s = 全部</translation>
    </message>
    <message>
        <source>float (%1)</source>
        <translation>float (%1)</translation>
    </message>
    <message>
        <source>given</source>
        <translation>所给</translation>
    </message>
    <message>
        <source>given (%1)</source>
        <translation>所给 (%1)</translation>
    </message>
    <message>
        <source>QT by bits</source>
        <translation>QT，按位数</translation>
    </message>
    <message>
        <source>TR by k, g = %1, %2</source>
        <translation>TR，按 k，g = %1，%2</translation>
    </message>
    <message>
        <source>, %1-bit weights, %2-bit data</source>
        <translation>，%1 位权重，%2 位数据</translation>
    </message>
    <message>
        <source>
perplexity %1 (%2 … %3 at 95 %) on %4 tokens</source>
        <translation>
困惑度 %1（95 % 区间 %2 … %3），%4 个词元</translation>
    </message>
    <message>
        <source>
%1 (%2 of %3)</source>
        <translation>
%1（%2 / %3）</translation>
    </message>
    <message>
        <source>
pairs per MAC: %1 provisioned, %2 measured</source>
        <translation>
每次乘累加的项对：预留 %1，实测 %2</translation>
    </message>
    <message>
        <source>%1, published</source>
        <translation>%1，已发表</translation>
    </message>
    <message>
        <source>
%1-bit weights, %2-bit data
%3 %, %4 provisioned pairs per MAC
%5</source>
        <translation>
%1 位权重，%2 位数据
%3 %，每次乘累加预留 %4 对
%5</translation>
    </message>
    <message>
        <source>%1 bit</source>
        <translation>%1 位</translation>
    </message>
    <message>
        <source>power</source>
        <translation>幂</translation>
    </message>
    <message>
        <source>run</source>
        <translation>连续</translation>
    </message>
    <message>
        <source>plain</source>
        <translation>普通</translation>
    </message>
    <message>
        <source>bit</source>
        <translation>位</translation>
    </message>
    <message>
        <source>mode</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>digit</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>plain mode, bit 0: 0, nothing starts</source>
        <translation>普通模式，位 0：0，无变化</translation>
    </message>
    <message>
        <source>plain mode, bit 1 under a 0: +1, a lone bit stays as it is</source>
        <translation>普通模式，位 1 的上一位为 0：+1，孤立位保持不变</translation>
    </message>
    <message>
        <source>plain mode, bit 1 under a 1: −1, a run starts</source>
        <translation>普通模式，位 1 的上一位为 1：−1，连续段开始</translation>
    </message>
    <message>
        <source>run mode, bit 1: 0, the run goes on</source>
        <translation>连续模式，位 1：0，连续段继续</translation>
    </message>
    <message>
        <source>run mode, bit 0 under a 1: −1, the run goes on</source>
        <translation>连续模式，位 0 的上一位为 1：−1，连续段继续</translation>
    </message>
    <message>
        <source>run mode, bit 0 under a 0: +1, the run ends</source>
        <translation>连续模式，位 0 的上一位为 0：+1，连续段结束</translation>
    </message>
    <message>
        <source>before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>so far</source>
        <translation>目前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>error</source>
        <translation>误差</translation>
    </message>
    <message>
        <source>float</source>
        <translation>float</translation>
    </message>
    <message>
        <source>scaled</source>
        <translation>缩放后</translation>
    </message>
    <message>
        <source>; all kept</source>
        <translation>；全部保留</translation>
    </message>
    <message>
        <source>; kept %1; error %2</source>
        <translation>；保留 %1；误差 %2</translation>
    </message>
    <message>
        <source>; float %1, shown as %2</source>
        <translation>；float %1，显示为 %2</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; on %2×%3 cells: %4 takes &lt;b&gt;%5 times&lt;/b&gt; as many cycles as %6.</source>
        <translation>&lt;b&gt;%1&lt;/b&gt;，%2×%3 个单元：%4 所用周期是 %6 的 &lt;b&gt;%5 倍&lt;/b&gt;。</translation>
    </message>
    <message>
        <source>&lt;br&gt;Cycles provisioned / adaptive / ideal:</source>
        <translation>&lt;br&gt;周期（预留 / 自适应 / 理想）：</translation>
    </message>
    <message>
        <source> %1 %2 / %3 / %4;</source>
        <translation> %1 %2 / %3 / %4；</translation>
    </message>
    <message>
        <source>fold %1 of %2</source>
        <translation>第 %1 轮，共 %2 轮</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>%1, loading</source>
        <translation>%1，加载中</translation>
    </message>
    <message>
        <source>%1, draining</source>
        <translation>%1，排出中</translation>
    </message>
    <message>
        <source>%1, step %2 of %3, cycle %4 of %5</source>
        <translation>%1，第 %2 步（共 %3 步），第 %4 周期（共 %5 个）</translation>
    </message>
    <message>
        <source>one multiply-accumulate a cycle; utilisation %1 %</source>
        <translation>每周期一次乘累加；利用率 %1 %</translation>
    </message>
    <message>
        <source>%1 of %2 pairs a step; utilisation %3 %</source>
        <translation>每步 %1 / %2 对；利用率 %3 %</translation>
    </message>
    <message>
        <source>Evaluating</source>
        <translation>正在评估</translation>
    </message>
    <message>
        <source>Accuracy curve</source>
        <translation>准确率曲线</translation>
    </message>
    <message>
        <source>Accuracy curve stopped</source>
        <translation>准确率曲线已停止</translation>
    </message>
    <message>
        <source>Accuracy curve stopped at %1 of %2</source>
        <translation>准确率曲线停在第 %1 点，共 %2 点</translation>
    </message>
    <message>
        <source>array: %1</source>
        <translation>阵列：%1</translation>
    </message>
    <message>
        <source>%1 … %2</source>
        <translation>%1 … %2</translation>
    </message>
    <message>
        <source>%1 … %2 %</source>
        <translation>%1 … %2 %</translation>
    </message>
    <message>
        <source>stored</source>
        <translation>存储值</translation>
    </message>
    <message>
        <source>stored %1 − zero point %2 = %3</source>
        <translation>存储值 %1 − 零点 %2 = %3</translation>
    </message>
    <message>
        <source>Zero-point correction</source>
        <translation>零点校正</translation>
    </message>
    <message>
        <source>zero-point correction</source>
        <translation>零点校正</translation>
    </message>
    <message>
        <source>product</source>
        <translation>乘积</translation>
    </message>
    <message>
        <source>all layers</source>
        <translation>所有层</translation>
    </message>
    <message>
        <source>additions</source>
        <translation>加法</translation>
    </message>
    <message>
        <source>multiplications</source>
        <translation>乘法</translation>
    </message>
    <message>
        <source>additions, once</source>
        <translation>加法（一次）</translation>
    </message>
    <message>
        <source>multiplications, once</source>
        <translation>乘法（一次）</translation>
    </message>
    <message>
        <source>Terms are those of stored integer − zero point, and need none. Hardware that streams the stored integers adds up the data where weights have zero points, and, once, the weights of each output where data have one.</source>
        <translation>项是（存储的整数 − 零点）的项，不需要校正。直接传输存储整数的硬件，在权重有零点时对数据求和，在数据有零点时对每个输出的权重求和一次。</translation>
    </message>
    <message>
        <source>%1 in blocks of %2</source>
        <translation>%1，每 %2 个一块</translation>
    </message>
    <message>
        <source>%1 per channel</source>
        <translation>%1，每通道</translation>
    </message>
    <message>
        <source>%1 per tensor</source>
        <translation>%1，每张量</translation>
    </message>
    <message>
        <source>Counted so, the rival takes %1× the energy of TR; provisioned, with every pair at work that hardware reserves, QT takes %2×: most of the pairs that QT reserves never come.</source>
        <translation>按此计数，对手的能耗是 TR 的 %1 倍；按预留计（硬件预留的每一对都在工作），QT 是 %2 倍：QT 预留的大多数项对从不出现。</translation>
    </message>
    <message>
        <source>zero points</source>
        <translation>零点</translation>
    </message>
    <message>
        <source> The rival runs the layer quantized anew, as plain QT: the file&apos;s own integers are not its.</source>
        <translation> 对手以重新量化的普通 QT 运行该层，不使用文件自己的整数。</translation>
    </message>
    <message>
        <source>layers of their own</source>
        <translation>各层自有设置</translation>
    </message>
    <message>
        <source>%1 (%2 images)</source>
        <translation>%1（%2 幅图像）</translation>
    </message>
    <message>
        <source>weights %1 bit</source>
        <translation>权重 %1 位</translation>
    </message>
    <message>
        <source>data %1 bit</source>
        <translation>数据 %1 位</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1，数据 %2</translation>
    </message>
    <message>
        <source>Accuracy curve: %1</source>
        <translation>准确率曲线：%1</translation>
    </message>
    <message>
        <source>as given</source>
        <translation>按文件所给</translation>
    </message>
    <message>
        <source>QT, %1 bit</source>
        <translation>QT，%1 位</translation>
    </message>
    <message>
        <source>TR, k = %1</source>
        <translation>TR，k = %1</translation>
    </message>
    <message>
        <source>Copy table as CSV</source>
        <translation>将表格复制为 CSV</translation>
    </message>
    <message>
        <source>Copy table as Markdown</source>
        <translation>将表格复制为 Markdown</translation>
    </message>
    <message>
        <source>Copy table as LaTeX</source>
        <translation>将表格复制为 LaTeX</translation>
    </message>
    <message>
        <source>float (about %1)</source>
        <translation>浮点（约 %1）</translation>
    </message>
    <message>
        <source>QT by bits, estimates</source>
        <translation>QT，按位数，估计值</translation>
    </message>
    <message>
        <source>given (about %1)</source>
        <translation>按文件所给（约 %1）</translation>
    </message>
    <message>
        <source>TR by k, g = %1, %2, estimates</source>
        <translation>TR，按 k，g = %1，%2，估计值</translation>
    </message>
    <message>
        <source>
an estimate, not all samples were run yet</source>
        <translation>
估计值，尚未运行全部样本</translation>
    </message>
    <message>
        <source>%1, estimates</source>
        <translation>%1，估计值</translation>
    </message>
    <message>
        <source>%1: %2, %3-bit data</source>
        <translation>%1：%2，%3 位数据</translation>
    </message>
    <message>
        <source>%1: %2, data in the format too</source>
        <translation>%1：%2，数据也用该格式</translation>
    </message>
    <message>
        <source>ImageNet networks of PyTorch: the shorter side to 256 pixels, the middle 224×224, 0 to 1, each colour less its mean over its deviation.</source>
        <translation>PyTorch 的 ImageNet 网络：短边缩到 256 像素，取中间 224×224，值为 0 到 1，每种颜色减均值再除以标准差。</translation>
    </message>
    <message>
        <source>ImageNet networks of Keras and TensorFlow: the shorter side to 256 pixels, the middle 224×224, −1 to 1.</source>
        <translation>Keras 和 TensorFlow 的 ImageNet 网络：短边缩到 256 像素，取中间 224×224，值为 −1 到 1。</translation>
    </message>
    <message>
        <source>Networks trained on CIFAR: the size as it is, 0 to 1, each colour less its mean over its deviation.</source>
        <translation>在 CIFAR 上训练的网络：尺寸不变，值为 0 到 1，每种颜色减均值再除以标准差。</translation>
    </message>
    <message>
        <source>Networks trained on MNIST by PyTorch&apos;s example: grey, 0 to 1, less the mean over the deviation.</source>
        <translation>按 PyTorch 示例在 MNIST 上训练的网络：灰度，值为 0 到 1，减均值再除以标准差。</translation>
    </message>
    <message>
        <source>The size as it is, pixels 0 to 255 become 0 to 1, nothing else.</source>
        <translation>尺寸不变，像素 0 到 255 变为 0 到 1，此外不作处理。</translation>
    </message>
    <message>
        <source> as the float network, SQNR %1 dB</source>
        <translation> 与浮点网络一致，SQNR %1 dB</translation>
    </message>
    <message>
        <source>Open a text …</source>
        <translation>打开文本…</translation>
    </message>
    <message>
        <source>Open a network …</source>
        <translation>打开网络…</translation>
    </message>
    <message>
        <source>Progress of the study</source>
        <translation>研究进度</translation>
    </message>
    <message>
        <source>How the study stands</source>
        <translation>研究状态</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>研究</translation>
    </message>
    <message>
        <source>%1 LUT · %2 FF</source>
        <translation>%1 LUT · %2 FF</translation>
    </message>
    <message>
        <source>comparator</source>
        <translation>比较器</translation>
    </message>
    <message>
        <source>HESE</source>
        <translation>HESE</translation>
    </message>
    <message>
        <source>7 series, g = 8, 8 bits. A tMAC: %1; a pMAC: %2.</source>
        <translation>7 系列，g = 8，8 位。tMAC：%1；pMAC：%2。</translation>
    </message>
    <message>
        <source>other class</source>
        <translation>其他类别</translation>
    </message>
    <message>
        <source>right → wrong</source>
        <translation>对 → 错</translation>
    </message>
    <message>
        <source>wrong → right</source>
        <translation>错 → 对</translation>
    </message>
    <message>
        <source>wrong → wrong</source>
        <translation>错 → 错</translation>
    </message>
    <message>
        <source>no difference</source>
        <translation>没有差别</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>%1 (bias)</source>
        <translation>%1（偏置）</translation>
    </message>
    <message>
        <source>Perplexity: A &lt;b&gt;%1&lt;/b&gt;, B &lt;b&gt;%2&lt;/b&gt;. </source>
        <translation>困惑度：A &lt;b&gt;%1&lt;/b&gt;，B &lt;b&gt;%2&lt;/b&gt;。</translation>
    </message>
    <message>
        <source>Top-1: A &lt;b&gt;%1 %&lt;/b&gt;, B &lt;b&gt;%2 %&lt;/b&gt;. </source>
        <translation>Top-1：A &lt;b&gt;%1 %&lt;/b&gt;，B &lt;b&gt;%2 %&lt;/b&gt;。</translation>
    </message>
    <message>
        <source>Same likeliest word: %1 % of %2 tokens</source>
        <translation>最可能的词相同：%2 个词元中的 %1 %</translation>
    </message>
    <message>
        <source>Same class: %1 % of %2</source>
        <translation>类别相同：%2 个中的 %1 %</translation>
    </message>
    <message>
        <source>; KL of B from A %1, SQNR of B&apos;s outputs %2.</source>
        <translation>；B 相对 A 的 KL %1，B 输出的 SQNR %2。</translation>
    </message>
    <message>
        <source>tensor</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>Sorted by depth</source>
        <translation>按深度排序</translation>
    </message>
    <message>
        <source>shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>SQNR dB</source>
        <translation>SQNR dB</translation>
    </message>
    <message>
        <source>10·log10(Σa² / Σ(a − b)²)</source>
        <translation>10·log10(Σa² / Σ(a − b)²)</translation>
    </message>
    <message>
        <source>max |A−B|</source>
        <translation>max |A−B|</translation>
    </message>
    <message>
        <source>The largest difference</source>
        <translation>最大差值</translation>
    </message>
    <message>
        <source>max |A|</source>
        <translation>max |A|</translation>
    </message>
    <message>
        <source>The largest magnitude in A</source>
        <translation>A 中的最大绝对值</translation>
    </message>
    <message>
        <source>Only in A: %1.</source>
        <translation>只在 A 中：%1。</translation>
    </message>
    <message>
        <source>Only in B: %1.</source>
        <translation>只在 B 中：%1。</translation>
    </message>
    <message>
        <source>Of other shapes: %1.</source>
        <translation>形状不同：%1。</translation>
    </message>
    <message>
        <source>token</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>A click shows it</source>
        <translation>点击即可显示</translation>
    </message>
    <message>
        <source>what flips</source>
        <translation>翻转</translation>
    </message>
    <message>
        <source>next word</source>
        <translation>下一个词</translation>
    </message>
    <message>
        <source>label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>A</source>
        <comment>side of a comparison</comment>
        <translation>A</translation>
    </message>
    <message>
        <source>B</source>
        <comment>side of a comparison</comment>
        <translation>B</translation>
    </message>
    <message>
        <source>%1 of %2 have another class in B.</source>
        <translation>%2 个中有 %1 个在 B 中类别不同。</translation>
    </message>
    <message>
        <source>Right to wrong %1, wrong to right %2, wrong to another wrong %3.</source>
        <translation>对变错 %1，错变对 %2，错变另一种错 %3。</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>困惑度</translation>
    </message>
    <message>
        <source>Top-1 in percent</source>
        <translation>Top-1（百分比）</translation>
    </message>
    <message>
        <source>k</source>
        <comment>term budget</comment>
        <translation>k</translation>
    </message>
    <message>
        <source>B − A</source>
        <translation>B − A</translation>
    </message>
    <message>
        <source>pairs A</source>
        <translation>项对 A</translation>
    </message>
    <message>
        <source>Provisioned</source>
        <translation>预留</translation>
    </message>
    <message>
        <source>pairs B</source>
        <translation>项对 B</translation>
    </message>
    <message>
        <source>%1×%2 term cells, %3, %4 samples</source>
        <translation>%1×%2 个项单元，%3，%4 个样本</translation>
    </message>
    <message>
        <source>%1 holds weights only: the tensors alone are compared.</source>
        <translation>%1 只含权重：只比较张量。</translation>
    </message>
    <message>
        <source>%1, %2 bit</source>
        <translation>%1，%2 位</translation>
    </message>
    <message>
        <source>%1 under QT</source>
        <translation>QT 下的 %1</translation>
    </message>
    <message>
        <source>%1 bits per weight</source>
        <translation>每权重 %1 位</translation>
    </message>
    <message>
        <source>%1 kB</source>
        <translation>%1 kB</translation>
    </message>
    <message>
        <source>
reserves what is measured: %1</source>
        <translation>
预留测得的量：%1</translation>
    </message>
    <message>
        <source>%1, trained</source>
        <translation>%1，经训练</translation>
    </message>
    <message>
        <source>%1, published
%2, %3-bit weights: %4 %</source>
        <translation>%1，已发表
%2，%3 位权重：%4 %</translation>
    </message>
    <message>
        <source> (float: %1 %)</source>
        <translation>（浮点：%1 %）</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>, layers with settings of their own</source>
        <translation>，含各层自己的设置</translation>
    </message>
    <message>
        <source>%1 %2 (%3, the weights of layer %4)</source>
        <translation>%1 %2（%3，即层 %4 的权重）</translation>
    </message>
    <message>
        <source>%1 %2 (%3)</source>
        <translation>%1 %2（%3）</translation>
    </message>
    <message>
        <source>%1 (%2 of them)</source>
        <translation>%1（共 %2 个）</translation>
    </message>
    <message>
        <source>In float32 beside the layers: %1</source>
        <translation>各层之外保持 float32：%1</translation>
    </message>
    <message>
        <source>
SQNR %1 on %2 samples</source>
        <translation>
SQNR %1，%2 个样本</translation>
    </message>
</context>
<context>
    <name>termscope::AccuracyPage</name>
    <message>
        <source>Accuracy of the current setting</source>
        <translation>当前设置的准确率</translation>
    </message>
    <message>
        <source>point of the curve</source>
        <translation>曲线上的点</translation>
    </message>
    <message>
        <source>Evaluating …</source>
        <translation>正在评估…</translation>
    </message>
    <message>
        <source>&lt;b&gt;Perplexity %1&lt;/b&gt; (%2 to %3 with 95 % confidence, all %4 tokens, %5 streams).</source>
        <translation>&lt;b&gt;困惑度 %1&lt;/b&gt;（95 % 置信区间 %2 到 %3，全部 %4 个词元，%5 路）。</translation>
    </message>
    <message>
        <source>&lt;b&gt;Perplexity about %1&lt;/b&gt; (%2 to %3 with 95 % confidence, from %4 of %5 tokens).</source>
        <translation>&lt;b&gt;困惑度约 %1&lt;/b&gt;（95 % 置信区间 %2 到 %3，取自 %5 个词元中的 %4 个）。</translation>
    </message>
    <message>
        <source> Float: %1%2.</source>
        <translation> Float：%1%2。</translation>
    </message>
    <message>
        <source>about </source>
        <translation>约 </translation>
    </message>
    <message>
        <source> Less is better: it is how many words the next one seems to be drawn from.</source>
        <translation>越小越好：它表示下一个词仿佛从多少个词中选出。</translation>
    </message>
    <message>
        <source>&lt;b&gt;Top-1 %1 %&lt;/b&gt; (%2 of %3 images), top-5 %4 %.</source>
        <translation>&lt;b&gt;Top-1 %1 %&lt;/b&gt;（%3 张图像中的 %2 张），Top-5 %4 %。</translation>
    </message>
    <message>
        <source>&lt;b&gt;Top-1 about %1 %&lt;/b&gt; (%2 to %3 % with 95 % confidence, from the first %4 of %5 images).</source>
        <translation>&lt;b&gt;Top-1 约 %1 %&lt;/b&gt;（95 % 置信区间 %2 到 %3 %，取自 %5 张图像中的前 %4 张）。</translation>
    </message>
    <message>
        <source> Float: %1 %.</source>
        <translation> Float：%1 %。</translation>
    </message>
    <message>
        <source> As given: %1 %.</source>
        <translation> 按文件给定：%1 %。</translation>
    </message>
    <message>
        <source> Windows of %1 tokens: the network carries no state on.</source>
        <translation> 窗口为 %1 个词元：网络不传递状态。</translation>
    </message>
    <message>
        <source>Waiting for the classes of this image …</source>
        <translation>正在等待此图像的类别 …</translation>
    </message>
    <message>
        <source>The outputs are values: the table above has them.</source>
        <translation>输出是数值：见上方的表格。</translation>
    </message>
    <message>
        <source>Waiting for the first tokens to be evaluated …</source>
        <translation>正在等待首批词元的评估 …</translation>
    </message>
    <message>
        <source>Waiting for the first images to be evaluated …</source>
        <translation>正在等待首批图像的评估 …</translation>
    </message>
    <message>
        <source> Waiting for float.</source>
        <translation> 正在等待浮点结果。</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1 % of the places right, mean IoU %2 %&lt;/b&gt; (from %3 of %4 samples).</source>
        <translation>&lt;b&gt;%1 % 的位置正确，平均 IoU %2 %&lt;/b&gt;（%4 个样本中的 %3 个）。</translation>
    </message>
    <message>
        <source>the first %1 of %2</source>
        <translation>前 %1 张（共 %2 张）</translation>
    </message>
    <message>
        <source>&lt;b&gt;As the float network: %1 %&lt;/b&gt; of %2 images; outputs &lt;b&gt;%3 dB&lt;/b&gt; above their noise (SQNR). The images have no labels, so there is no accuracy.</source>
        <translation>&lt;b&gt;与浮点网络一致：%1 %&lt;/b&gt;，共 %2 张图像；输出高出噪声 &lt;b&gt;%3 dB&lt;/b&gt;（SQNR）。这些图像没有标签，因此没有准确率。</translation>
    </message>
    <message>
        <source>Copy as co&amp;mmand line</source>
        <translation>复制为命令行(&amp;M)</translation>
    </message>
    <message>
        <source>The command line is on the clipboard.</source>
        <translation>命令行已在剪贴板中。</translation>
    </message>
    <message>
        <source>Con&amp;fusion</source>
        <translation>混淆矩阵(&amp;F)</translation>
    </message>
    <message>
        <source>O&amp;utputs</source>
        <translation>输出(&amp;U)</translation>
    </message>
    <message>
        <source>Outputs of the chosen image as a &amp;table</source>
        <translation>以表格显示所选图像的输出(&amp;T)</translation>
    </message>
    <message>
        <source>Waiting for the first samples to be evaluated …</source>
        <translation>正在等待第一批样本的评估……</translation>
    </message>
    <message>
        <source>&lt;b&gt;Outputs %1 dB above their noise&lt;/b&gt; (SQNR against the float network, %2 samples). The data have no labels and the outputs are values, not classes, so there is no accuracy.</source>
        <translation>&lt;b&gt;输出高出噪声 %1 dB&lt;/b&gt;（相对浮点网络的 SQNR，%2 个样本）。数据没有标签，输出是数值而非类别，因此没有准确率。</translation>
    </message>
    <message>
        <source>&lt;b&gt;As the float network: %1 %&lt;/b&gt; of %2 samples; outputs &lt;b&gt;%3 dB&lt;/b&gt; above their noise (SQNR). The data have no labels, so there is no accuracy.</source>
        <translation>&lt;b&gt;与浮点网络一致：%1 %&lt;/b&gt;（共 %2 个样本）；输出高出噪声 &lt;b&gt;%3 dB&lt;/b&gt;（SQNR）。数据没有标签，因此没有准确率。</translation>
    </message>
    <message>
        <source>&lt;b&gt;Outputs %1 dB above their noise&lt;/b&gt; (SQNR against the float network, %2 images). The data have no labels and the outputs are values, not classes, so there is no accuracy.</source>
        <translation>&lt;b&gt;输出高出噪声 %1 dB&lt;/b&gt;（相对浮点网络的 SQNR，%2 张图像）。数据没有标签，输出是数值而非类别，因此没有准确率。</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1 % of the places right, mean IoU %2 %&lt;/b&gt; (from %3 of %4 images).</source>
        <translation>&lt;b&gt;%1 % 的位置正确，平均 IoU %2 %&lt;/b&gt;（%4 张图像中的 %3 张）。</translation>
    </message>
    <message>
        <source>&lt;b&gt;Top-1 %1 %&lt;/b&gt; (%2 of %3 samples), top-5 %4 %.</source>
        <translation>&lt;b&gt;Top-1 %1 %&lt;/b&gt;（%3 个样本中的 %2 个），Top-5 %4 %。</translation>
    </message>
    <message>
        <source>&lt;b&gt;Top-1 about %1 %&lt;/b&gt; (%2 to %3 % with 95 % confidence, from the first %4 of %5 samples).</source>
        <translation>&lt;b&gt;Top-1 约 %1 %&lt;/b&gt;（95 % 置信区间 %2 到 %3 %，取自 %5 个样本中的前 %4 个）。</translation>
    </message>
</context>
<context>
    <name>termscope::AccuracyPlot</name>
    <message>
        <source>Accuracy against work</source>
        <translation>准确率与计算量</translation>
    </message>
    <message>
        <source>Accuracy appears here as soon as a network with test images has been evaluated.</source>
        <translation>对带有测试图像的网络完成评估后，准确率会显示在这里。</translation>
    </message>
    <message>
        <source>current setting</source>
        <translation>当前设置</translation>
    </message>
    <message>
        <source>published</source>
        <translation>已发表</translation>
    </message>
    <message>
        <source>Shows the figures published in 2020 as well.</source>
        <translation>同时显示 2020 年发表的数据。</translation>
    </message>
    <message>
        <source>full range</source>
        <translation>完整范围</translation>
    </message>
    <message>
        <source>0 to 100 % instead of the top of it; of perplexity all points instead of those near the best.</source>
        <translation>显示 0 到 100 %，而不只是顶部；对于困惑度显示所有点，而不只是最佳点附近。</translation>
    </message>
    <message>
        <source>Shows published figures as well. %1</source>
        <translation>同时显示已发表的数据。%1</translation>
    </message>
    <message>
        <source>measured term pairs per multiply-accumulate</source>
        <translation>每次乘累加的实测项对</translation>
    </message>
    <message>
        <source>provisioned term pairs per multiply-accumulate</source>
        <translation>每次乘累加的预留项对</translation>
    </message>
    <message>
        <source>perplexity (less is better)</source>
        <translation>困惑度（越小越好）</translation>
    </message>
    <message>
        <source>top-1 accuracy (%)</source>
        <translation>Top-1 准确率 (%)</translation>
    </message>
    <message>
        <source>Perplexity against work</source>
        <translation>困惑度与计算量</translation>
    </message>
    <message>
        <source>Published: %1</source>
        <translation>已发表：%1</translation>
    </message>
    <message>
        <source>
Click to take this setting.</source>
        <translation>
单击以采用此设置。</translation>
    </message>
    <message>
        <source>Move the cursor from curve to curve</source>
        <translation>在曲线之间移动光标</translation>
    </message>
    <message>
        <source>Set what the point was computed with</source>
        <translation>采用计算该点时的设置</translation>
    </message>
    <message>
        <source>%1 of %2 points are still estimates (hollow, not joined) from the first tokens of the text.</source>
        <translation>%2 个点中有 %1 个仍是由文本前部词元得出的估计值（空心，不连线）。</translation>
    </message>
    <message>
        <source>agreement with float (%)</source>
        <translation>与浮点的一致率（%）</translation>
    </message>
    <message>
        <source>Agreement with float against work</source>
        <translation>与浮点的一致率和工作量</translation>
    </message>
    <message>
        <source>bits per weight, scales included</source>
        <translation>每权重位数（含比例因子）</translation>
    </message>
    <message>
        <source>size of all weights (bytes)</source>
        <translation>全部权重的大小（字节）</translation>
    </message>
    <message>
        <source>cycles</source>
        <translation>周期</translation>
    </message>
    <message>
        <source>cycles (%1)</source>
        <translation>周期（%1）</translation>
    </message>
    <message>
        <source>SQNR of the outputs (dB, more is better)</source>
        <translation>输出的 SQNR（dB，越大越好）</translation>
    </message>
    <message>
        <source>SQNR of the outputs against work</source>
        <translation>输出的 SQNR 与工作量</translation>
    </message>
</context>
<context>
    <name>termscope::AnimationDialog</name>
    <message>
        <source>Save the race as an animation</source>
        <translation>将竞速保存为动画</translation>
    </message>
    <message>
        <source>As GIF or MP4.</source>
        <translation>保存为 GIF 或 MP4。</translation>
    </message>
    <message>
        <source>As GIF; MP4 too where the program ffmpeg is installed.</source>
        <translation>保存为 GIF；若装有 ffmpeg 程序，也可保存为 MP4。</translation>
    </message>
    <message>
        <source>From cycle</source>
        <translation>起始周期</translation>
    </message>
    <message>
        <source>The cycle of the first picture</source>
        <translation>第一帧的周期</translation>
    </message>
    <message>
        <source>Cycles</source>
        <translation>周期数</translation>
    </message>
    <message>
        <source>Cycles from the first picture to the last</source>
        <translation>从第一帧到最后一帧的周期数</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>帧数</translation>
    </message>
    <message>
        <source>Pictures in the animation, at equal distances</source>
        <translation>动画的帧数，间隔相等</translation>
    </message>
    <message>
        <source>Pictures a second</source>
        <translation>每秒帧数</translation>
    </message>
    <message>
        <source>How fast they are shown</source>
        <translation>播放速度</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>In pixels</source>
        <translation>以像素为单位</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高度</translation>
    </message>
    <message>
        <source>GIF animations (*.gif);;MP4 films (*.mp4)</source>
        <translation>GIF 动画 (*.gif);;MP4 视频 (*.mp4)</translation>
    </message>
    <message>
        <source>GIF animations (*.gif)</source>
        <translation>GIF 动画 (*.gif)</translation>
    </message>
</context>
<context>
    <name>termscope::ArrayControls</name>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Layer that the arrays compute</source>
        <translation>阵列计算的层</translation>
    </message>
</context>
<context>
    <name>termscope::ArrayPage</name>
    <message>
        <source>Rival</source>
        <translation>对手</translation>
    </message>
    <message>
        <source>TR on term cells</source>
        <translation>项单元上的 TR</translation>
    </message>
    <message>
        <source>1 cycle/s</source>
        <translation>1 周期/秒</translation>
    </message>
    <message>
        <source>10 cycles/s</source>
        <translation>10 周期/秒</translation>
    </message>
    <message>
        <source>100 cycles/s</source>
        <translation>100 周期/秒</translation>
    </message>
    <message>
        <source>1,000 cycles/s</source>
        <translation>1,000 周期/秒</translation>
    </message>
    <message>
        <source>10,000 cycles/s</source>
        <translation>10,000 周期/秒</translation>
    </message>
    <message>
        <source>all in 10 s</source>
        <translation>10 秒播完</translation>
    </message>
    <message>
        <source>as fast as it goes</source>
        <translation>尽可能快</translation>
    </message>
    <message>
        <source>Save the race as an &amp;animation…</source>
        <translation>将竞速保存为动画(&amp;A)…</translation>
    </message>
    <message>
        <source>Animation…</source>
        <translation>动画…</translation>
    </message>
    <message>
        <source>Cell of the rival</source>
        <translation>对手的单元</translation>
    </message>
    <message>
        <source>Cell of the TR array</source>
        <translation>TR 阵列的单元</translation>
    </message>
    <message>
        <source>%1: cycle %2 of %3</source>
        <translation>%1：周期 %2 / %3</translation>
    </message>
    <message>
        <source>%1: one cell</source>
        <translation>%1：一个单元</translation>
    </message>
    <message>
        <source>Click a cell of an array to look inside; double-click it to fill the array&apos;s view.</source>
        <translation>单击阵列中的单元可查看其内部；双击使其充满阵列视图。</translation>
    </message>
    <message>
        <source>Saved %1.</source>
        <translation>已保存 %1。</translation>
    </message>
</context>
<context>
    <name>termscope::ArrayTabs</name>
    <message>
        <source>Energy and area: a model</source>
        <translation>能耗与面积：模型</translation>
    </message>
    <message>
        <source>Cl&amp;ock</source>
        <translation>时钟(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Step lengths</source>
        <translation>步长(&amp;S)</translation>
    </message>
    <message>
        <source>Occ&amp;upancy</source>
        <translation>占用(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Cell</source>
        <translation>单元(&amp;C)</translation>
    </message>
    <message>
        <source>E&amp;nergy</source>
        <translation>能耗(&amp;N)</translation>
    </message>
    <message>
        <source>TR</source>
        <translation>TR</translation>
    </message>
    <message>
        <source>On %1×%2 cells, %3 images at once. Double-click a layer to race it.</source>
        <translation>%1×%2 个单元，同时 %3 张图像。双击某层即以它竞速。</translation>
    </message>
    <message>
        <source>TR, provisioned steps, %1 images at once. Rows down, columns across; ringed: the fewest cycles of a dataflow; dashed: the fewest with as many cells as now. A click takes a shape.</source>
        <translation>TR，预留步长，同时 %1 张图像。纵向为行数，横向为列数；实线框：某种数据流的最少周期；虚线框：与当前单元数相同时的最少周期。单击采用该形状。</translation>
    </message>
    <message>
        <source>La&amp;yers</source>
        <translation>层(&amp;Y)</translation>
    </message>
    <message>
        <source>Sha&amp;pes</source>
        <translation>形状(&amp;P)</translation>
    </message>
    <message>
        <source>Hard&amp;ware</source>
        <translation>硬件(&amp;W)</translation>
    </message>
    <message>
        <source>Copy as co&amp;mmand line</source>
        <translation>复制为命令行(&amp;M)</translation>
    </message>
    <message>
        <source>The command line is on the clipboard.</source>
        <translation>命令行已在剪贴板中。</translation>
    </message>
</context>
<context>
    <name>termscope::ArrayView</name>
    <message>
        <source>Cells of the array: %1</source>
        <translation>阵列的单元：%1</translation>
    </message>
    <message>
        <source>cell (%1, %2)</source>
        <translation>单元 (%1, %2)</translation>
    </message>
    <message>
        <source>no operands</source>
        <translation>无操作数</translation>
    </message>
    <message numerus="yes">
        <source>waiting, %n pair(s) done</source>
        <translation>
            <numerusform>等待中，已完成 %n 对</numerusform>
        </translation>
    </message>
    <message>
        <source>busy, %1 of %2 pairs left</source>
        <translation>工作中，剩余 %1 / %2 对</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Arrays</source>
        <translation>阵列</translation>
    </message>
    <message>
        <source>Choose a cell</source>
        <translation>选择单元</translation>
    </message>
    <message>
        <source>Open the chosen cell; show everything again</source>
        <translation>打开所选单元；再次显示全部</translation>
    </message>
    <message>
        <source>Show fewer cells, larger; show more</source>
        <translation>显示较少而更大的单元；显示更多</translation>
    </message>
    <message>
        <source>Show the whole array</source>
        <translation>显示整个阵列</translation>
    </message>
</context>
<context>
    <name>termscope::Autosave</name>
    <message>
        <source>The session could not be kept for the case of a crash: %1. What is open stays open; save it with File &gt; Save session as.</source>
        <translation>无法为防崩溃而保存会话：%1。已打开的内容不受影响；请用 文件 &gt; 会话另存为 保存。</translation>
    </message>
</context>
<context>
    <name>termscope::ChannelPlot</name>
    <message>
        <source>Weights of every output</source>
        <translation>每个输出的权重</translation>
    </message>
    <message>
        <source>output channel</source>
        <translation>输出通道</translation>
    </message>
    <message>
        <source>weight value</source>
        <translation>权重值</translation>
    </message>
    <message>
        <source>Choose a layer to see the range of each of its outputs.</source>
        <translation>选择一层，查看其每个输出的范围。</translation>
    </message>
    <message>
        <source>weights, smallest to largest</source>
        <translation>权重，最小到最大</translation>
    </message>
    <message>
        <source>largest integer, ±</source>
        <translation>最大整数，±</translation>
    </message>
    <message>
        <source>all weights</source>
        <translation>所有权重</translation>
    </message>
    <message>
        <source>Shows the axis up to the largest weight of all outputs.</source>
        <translation>坐标轴显示到所有输出的最大权重。</translation>
    </message>
    <message>
        <source>output %1: %2 to %3</source>
        <translation>输出 %1：%2 到 %3</translation>
    </message>
    <message>
        <source>
largest integer ±%1</source>
        <translation>
最大整数 ±%1</translation>
    </message>
</context>
<context>
    <name>termscope::CoefficientChart</name>
    <message>
        <source>Coefficient vector</source>
        <translation>系数向量</translation>
    </message>
    <message>
        <source>How often every power of two occurs among the term pairs. Point at a bar, or move over the bars with Left and Right, to light the pairs it counts; a click or Return keeps them lit.</source>
        <translation>各个 2 的幂在项对中出现的次数。指向某个条形，或用左右箭头在条形间移动，即可突出它所计的项对；单击或按回车使其保持突出。</translation>
    </message>
    <message>
        <source>Point at the next bar</source>
        <translation>指向下一个条形</translation>
    </message>
    <message>
        <source>Keep what is pointed at lit</source>
        <translation>使所指内容保持突出</translation>
    </message>
    <message>
        <source>Point at nothing</source>
        <translation>不指向任何内容</translation>
    </message>
    <message>
        <source>Coefficients</source>
        <translation>系数</translation>
    </message>
</context>
<context>
    <name>termscope::Command</name>
    <message>
        <source>%1…%2</source>
        <translation>%1…%2</translation>
    </message>
    <message>
        <source>Set %1 to %2</source>
        <translation>将%1设为 %2</translation>
    </message>
    <message>
        <source>%1 · now %2</source>
        <translation>%1 · 当前 %2</translation>
    </message>
    <message>
        <source>Out of range: %1</source>
        <translation>超出范围：%1</translation>
    </message>
    <message>
        <source>%1 …</source>
        <translation>%1…</translation>
    </message>
    <message>
        <source>%1 · now %2 · type a number, %3</source>
        <translation>%1 · 当前 %2 · 输入数值，%3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Array: %1</source>
        <translation>阵列：%1</translation>
    </message>
    <message>
        <source>Array</source>
        <translation>阵列</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>课程</translation>
    </message>
</context>
<context>
    <name>termscope::CommandPalette</name>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>not available</source>
        <translation>不可用</translation>
    </message>
    <message>
        <source>Nothing is called that.</source>
        <translation>没有这样的命令。</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>命令面板</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>搜索命令</translation>
    </message>
    <message>
        <source>What do you want to do? For example: “term budget 12”</source>
        <translation>您想做什么？例如：“项预算 12”</translation>
    </message>
    <message>
        <source>A part of a command&apos;s name, or a setting and its new value</source>
        <translation>命令名称的一部分，或某项设置及其新值</translation>
    </message>
    <message>
        <source>Type a part of a command&apos;s name, or a setting and a number. The arrow keys choose, Return does it, Esc closes.</source>
        <translation>输入命令名称的一部分，或某项设置和一个数。方向键选择，回车执行，Esc 关闭。</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
</context>
<context>
    <name>termscope::ConditionWords</name>
    <message>
        <source>accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>loss of accuracy</source>
        <translation>准确率损失</translation>
    </message>
    <message>
        <source>accuracy of the file&apos;s own integers</source>
        <translation>文件自身整数的准确率</translation>
    </message>
    <message>
        <source>provisioned pairs</source>
        <translation>预留项对</translation>
    </message>
    <message>
        <source>dropped terms</source>
        <translation>舍弃的项</translation>
    </message>
    <message>
        <source>columns kept in part</source>
        <translation>只保留一部分的列</translation>
    </message>
    <message>
        <source>cycles of the rival / cycles of TR</source>
        <translation>对手周期数 / TR 周期数</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1，且 %2</translation>
    </message>
</context>
<context>
    <name>termscope::ConfusionPlot</name>
    <message>
        <source>Confusion matrix</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>The confusion matrix appears with the first evaluation.</source>
        <translation>首次评估后显示混淆矩阵。</translation>
    </message>
    <message>
        <source>%1 of %2 images right, %3 wrong. Right answers and mistakes have separate colour scales.</source>
        <translation>%2 张图像中 %1 张正确，%3 张错误。正确与错误使用不同的色标。</translation>
    </message>
    <message>
        <source>label %1 predicted as %2: %3 of %4 images (%5 %)</source>
        <translation>标签 %1 被预测为 %2：%4 张图像中的 %3 张（%5 %）</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>predicted label</source>
        <translation>预测标签</translation>
    </message>
    <message>
        <source>true label</source>
        <translation>真实标签</translation>
    </message>
    <message>
        <source>no cell chosen</source>
        <translation>未选择单元格</translation>
    </message>
    <message>
        <source>True labels by predicted labels</source>
        <translation>真实标签与预测标签</translation>
    </message>
    <message>
        <source>Choose a cell</source>
        <translation>选择单元</translation>
    </message>
    <message>
        <source>Let the chosen cell go</source>
        <translation>取消选中的单元格</translation>
    </message>
    <message>
        <source>%1 of %2 images as the float network has them, %3 not. Both have a colour scale of their own.</source>
        <translation>%2 张图像中 %1 张与浮点网络一致，%3 张不一致。两者各有颜色标度。</translation>
    </message>
    <message>
        <source>%1 to the float network, %2 now: %3 of %4 images (%5 %)</source>
        <translation>浮点网络为 %1，现为 %2：%3 张，共 %4 张（%5 %）</translation>
    </message>
    <message>
        <source>class of the float network</source>
        <translation>浮点网络的类别</translation>
    </message>
    <message>
        <source>%1 of %2 samples as the float network has them, %3 not. Both have a colour scale of their own.</source>
        <translation>%2 个样本中 %1 个与浮点网络一致，%3 个不一致。两者各有颜色标度。</translation>
    </message>
    <message>
        <source>%1 of %2 samples right, %3 wrong. Right answers and mistakes have separate colour scales.</source>
        <translation>%2 个样本中 %1 个正确，%3 个错误。正确与错误使用不同的色标。</translation>
    </message>
    <message>
        <source>%1 of %2 places as the float network has them, %3 not. Both have a colour scale of their own.</source>
        <translation>%2 个位置中 %1 个与浮点网络一致，%3 个不一致。两者各有颜色标度。</translation>
    </message>
    <message>
        <source>%1 of %2 places right, %3 wrong. Right answers and mistakes have separate colour scales.</source>
        <translation>%2 个位置中 %1 个正确，%3 个错误。正确与错误使用不同的色标。</translation>
    </message>
    <message>
        <source>%1 to the float network, %2 now: %3 of %4 samples (%5 %)</source>
        <translation>浮点网络为 %1，现为 %2：%3 个，共 %4 个样本（%5 %）</translation>
    </message>
    <message>
        <source>label %1 predicted as %2: %3 of %4 samples (%5 %)</source>
        <translation>标签 %1 被预测为 %2：%4 个样本中的 %3 个（%5 %）</translation>
    </message>
    <message>
        <source>%1 to the float network, %2 now: %3 of %4 places (%5 %)</source>
        <translation>浮点网络为 %1，现为 %2：%3 个，共 %4 个位置（%5 %）</translation>
    </message>
    <message>
        <source>label %1 predicted as %2: %3 of %4 places (%5 %)</source>
        <translation>标签 %1 被预测为 %2：%4 个位置中的 %3 个（%5 %）</translation>
    </message>
</context>
<context>
    <name>termscope::DigitGrid</name>
    <message>
        <source>Test images</source>
        <translation>测试图像</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>image %1</source>
        <translation>图像 %1</translation>
    </message>
    <message>
        <source>, label %1</source>
        <translation>，标签 %1</translation>
    </message>
    <message>
        <source>, predicted %1</source>
        <translation>，预测 %1</translation>
    </message>
    <message>
        <source>, not predicted yet</source>
        <translation>，尚未预测</translation>
    </message>
    <message>
        <source>, float %1</source>
        <translation>，float %1</translation>
    </message>
    <message>
        <source>; flipped by the current setting</source>
        <translation>；被当前设置翻转</translation>
    </message>
    <message>
        <source>; wrong</source>
        <translation>；错误</translation>
    </message>
    <message>
        <source>float: %1</source>
        <translation>float：%1</translation>
    </message>
    <message>
        <source>(%1)</source>
        <translation>(%1)</translation>
    </message>
    <message>
        <source>Open a set of images to see them here.</source>
        <translation>打开一组图像即可在此查看。</translation>
    </message>
    <message>
        <source>The current setting flips no prediction.</source>
        <translation>当前设置没有翻转任何预测。</translation>
    </message>
    <message>
        <source>The current setting gets no image wrong.</source>
        <translation>当前设置没有预测错任何图像。</translation>
    </message>
    <message>
        <source>no image chosen</source>
        <translation>未选择图像</translation>
    </message>
    <message>
        <source>Choose the image beside, above, below</source>
        <translation>选择旁边、上方、下方的图像</translation>
    </message>
    <message>
        <source>A page back, a page on</source>
        <translation>上一页，下一页</translation>
    </message>
    <message>
        <source>The first image</source>
        <translation>第一张图像</translation>
    </message>
    <message>
        <source>The last image</source>
        <translation>最后一张图像</translation>
    </message>
    <message>
        <source>Show the activations that the image makes</source>
        <translation>显示该图像产生的激活值</translation>
    </message>
    <message>
        <source>Waiting for the first predictions …</source>
        <translation>正在等待首批预测 …</translation>
    </message>
    <message>
        <source>Waiting for the predictions of float …</source>
        <translation>正在等待浮点的预测 …</translation>
    </message>
    <message>
        <source>No image of this cell is among them.</source>
        <translation>其中没有这个单元格的图像。</translation>
    </message>
</context>
<context>
    <name>termscope::DigitStrip</name>
    <message>
        <source>Show its &amp;activations</source>
        <translation>显示其激活值(&amp;A)</translation>
    </message>
    <message>
        <source>Test images and their predictions</source>
        <translation>测试图像及其预测</translation>
    </message>
    <message>
        <source>Which images to show</source>
        <translation>显示哪些图像</translation>
    </message>
    <message>
        <source>Shows all images, or those that the current setting flips against float, or gets wrong.</source>
        <translation>显示全部图像，或当前设置相对 float 翻转的、或预测错误的图像。</translation>
    </message>
    <message>
        <source>All images</source>
        <translation>全部图像</translation>
    </message>
    <message>
        <source>Flipped against float</source>
        <translation>相对 float 翻转</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>flipped (float→now)</source>
        <translation>翻转（float→当前）</translation>
    </message>
    <message>
        <source>The current setting predicts another label than the float network.</source>
        <translation>当前设置预测的标签与 float 网络不同。</translation>
    </message>
    <message>
        <source>wrong (true label)</source>
        <translation>错误（真实标签）</translation>
    </message>
    <message>
        <source>The prediction is not the true label, which stands in brackets.</source>
        <translation>预测与括号中的真实标签不符。</translation>
    </message>
    <message>
        <source>Shows the terms of the activations that the chosen image makes: on the page of terms (or double-click the image).</source>
        <translation>在“项”页面显示所选图像产生的激活值的项（或双击图像）。</translation>
    </message>
    <message>
        <source>%1 flipped, %2 wrong of %3</source>
        <translation>翻转 %1，错误 %2，共 %3</translation>
    </message>
    <message>
        <source>Only the images of the chosen cell of the confusion matrix are shown. Press to show all.</source>
        <translation>只显示混淆矩阵中所选单元格的图像。点按以显示全部。</translation>
    </message>
    <message>
        <source>%1 wrong of %2, waiting for float</source>
        <translation>%2 个中 %1 个错误，正在等待浮点</translation>
    </message>
    <message>
        <source>waiting for the first predictions</source>
        <translation>正在等待首批预测</translation>
    </message>
    <message>
        <source>the outputs are values, not classes</source>
        <translation>输出是数值，不是类别</translation>
    </message>
    <message>
        <source>%1 → %2: %3 ✕</source>
        <translation>%1 → %2：%3 ✕</translation>
    </message>
</context>
<context>
    <name>termscope::DotProductView</name>
    <message>
        <source>Term pairs of the dot product</source>
        <translation>点积的项对</translation>
    </message>
    <message>
        <source>Products by value</source>
        <translation>按数值列出乘积</translation>
    </message>
    <message>
        <source>Term pairs</source>
        <translation>项对</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Coefficients</source>
        <translation>系数</translation>
    </message>
    <message>
        <source>The kept terms of every weight and activation, and their product</source>
        <translation>每个权重与激活值保留的项及其乘积</translation>
    </message>
    <message>
        <source>Every pair of a weight term and a data term, and what it adds</source>
        <translation>权重项与数据项的每一对，以及它的贡献</translation>
    </message>
    <message>
        <source>How often every power of two occurs among the pairs: the coefficient vector</source>
        <translation>各个 2 的幂在项对中出现的次数：系数向量</translation>
    </message>
    <message>
        <source>Choose an image to see the activations that meet these weights.</source>
        <translation>选择一张图像，查看与这些权重相乘的激活值。</translation>
    </message>
    <message>
        <source>w · x = %1</source>
        <translation>w · x = %1</translation>
    </message>
    <message>
        <source>%1 term pairs; %2 are provisioned for the group</source>
        <translation>%1 个项对；为该组预留 %2 个</translation>
    </message>
    <message>
        <source>Revealed</source>
        <translation>显露后</translation>
    </message>
    <message>
        <source>Quantized, nothing dropped</source>
        <translation>量化，未舍弃</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>Float</translation>
    </message>
</context>
<context>
    <name>termscope::ExportableView</name>
    <message>
        <source>Save or copy this picture and its data</source>
        <translation>保存或复制此图及其数据</translation>
    </message>
    <message>
        <source>Save or copy: %1</source>
        <translation>保存或复制：%1</translation>
    </message>
    <message>
        <source>Save as P&amp;NG…</source>
        <translation>另存为 PNG(&amp;N)…</translation>
    </message>
    <message>
        <source>Save as &amp;SVG…</source>
        <translation>另存为 SVG(&amp;S)…</translation>
    </message>
    <message>
        <source>Save as &amp;PDF…</source>
        <translation>另存为 PDF(&amp;P)…</translation>
    </message>
    <message>
        <source>Save data as CS&amp;V…</source>
        <translation>将数据另存为 CSV(&amp;V)…</translation>
    </message>
    <message>
        <source>&amp;Copy picture</source>
        <translation>复制图片(&amp;C)</translation>
    </message>
    <message>
        <source>Copy &amp;data</source>
        <translation>复制数据(&amp;D)</translation>
    </message>
    <message>
        <source>Copy data as &amp;Markdown</source>
        <translation>将数据复制为 Markdown(&amp;M)</translation>
    </message>
    <message>
        <source>Copy data as &amp;LaTeX</source>
        <translation>将数据复制为 LaTeX(&amp;L)</translation>
    </message>
    <message>
        <source>Say network, data and settings</source>
        <translation>注明网络、数据和设置</translation>
    </message>
</context>
<context>
    <name>termscope::FactsView</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
</context>
<context>
    <name>termscope::FileActions</name>
    <message>
        <source>&amp;Open network …</source>
        <translation>打开网络(&amp;O)…</translation>
    </message>
    <message>
        <source>Open a network: %1</source>
        <translation>打开网络：%1</translation>
    </message>
    <message>
        <source>Open &amp;images …</source>
        <translation>打开图像(&amp;I)…</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>Open image &amp;folder …</source>
        <translation>打开图像文件夹(&amp;F)…</translation>
    </message>
    <message>
        <source>Open JPEG and PNG files: a folder for each class, or with a file of labels</source>
        <translation>打开 JPEG 与 PNG 文件：每类一个文件夹，或附带标签文件</translation>
    </message>
    <message>
        <source>&amp;Preprocessing of images …</source>
        <translation>图像预处理(&amp;P)…</translation>
    </message>
    <message>
        <source>How pictures become what the network takes: size, scale, mean</source>
        <translation>如何把图像变成网络的输入：尺寸、缩放、均值</translation>
    </message>
    <message>
        <source>Class &amp;names …</source>
        <translation>类别名称(&amp;N)…</translation>
    </message>
    <message>
        <source>Name the classes of the open images by a file with a line for each</source>
        <translation>用每类一行的文件为已打开图像的类别命名</translation>
    </message>
    <message>
        <source>Open &amp;text …</source>
        <translation>打开文本(&amp;T)…</translation>
    </message>
    <message>
        <source>Open a text for a language model</source>
        <translation>为语言模型打开文本</translation>
    </message>
    <message>
        <source>Open &amp;session …</source>
        <translation>打开会话(&amp;D)…</translation>
    </message>
    <message>
        <source>Open settings, view and files saved before</source>
        <translation>打开先前保存的设置、视图和文件</translation>
    </message>
    <message>
        <source>Save settings, view and open files</source>
        <translation>保存设置、视图和已打开的文件</translation>
    </message>
    <message>
        <source>Save session &amp;as …</source>
        <translation>会话另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>Save the session under another name</source>
        <translation>以其他名称保存会话</translation>
    </message>
    <message>
        <source>&amp;Copy link</source>
        <translation>复制链接(&amp;C)</translation>
    </message>
    <message>
        <source>Copy a termscope: link that opens this view</source>
        <translation>复制可打开此视图的 termscope: 链接</translation>
    </message>
    <message>
        <source>Open &amp;link …</source>
        <translation>打开链接(&amp;L)…</translation>
    </message>
    <message>
        <source>Open a termscope: link</source>
        <translation>打开 termscope: 链接</translation>
    </message>
    <message>
        <source>E&amp;xport revealed weights …</source>
        <translation>导出显露后的权重(&amp;X)…</translation>
    </message>
    <message>
        <source>Write the revealed network as %1</source>
        <translation>将显露后的网络写成 %1</translation>
    </message>
    <message>
        <source>No files yet</source>
        <translation>尚无文件</translation>
    </message>
    <message>
        <source>Opened %1: %2 tokens.</source>
        <translation>已打开 %1：%2 个词元。</translation>
    </message>
    <message>
        <source> The vocabulary lacks %1 of them.</source>
        <translation>其中 %1 个不在词表中。</translation>
    </message>
    <message>
        <source>Expected images of a file, found those of an example; open images first.</source>
        <translation>需要文件中的图像，现有的却是示例的图像；请先打开图像。</translation>
    </message>
    <message>
        <source>Opened %1.</source>
        <translation>已打开 %1。</translation>
    </message>
    <message>
        <source>Opened %1: %2 images.</source>
        <translation>已打开 %1：%2 张图像。</translation>
    </message>
    <message>
        <source>Saved %1.</source>
        <translation>已保存 %1。</translation>
    </message>
    <message>
        <source>Save session</source>
        <translation>保存会话</translation>
    </message>
    <message>
        <source>Sessions (*.json)</source>
        <translation>会话 (*.json)</translation>
    </message>
    <message>
        <source>Wrote the revealed weights to %1.</source>
        <translation>已将显露后的权重写入 %1。</translation>
    </message>
    <message>
        <source>The link is on the clipboard.</source>
        <translation>链接已复制到剪贴板。</translation>
    </message>
    <message>
        <source>Open network</source>
        <translation>打开网络</translation>
    </message>
    <message>
        <source>Networks (%1);;All files (*)</source>
        <translation>网络 (%1);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open image folder</source>
        <translation>打开图像文件夹</translation>
    </message>
    <message>
        <source>Open session</source>
        <translation>打开会话</translation>
    </message>
    <message>
        <source>Sessions (*.json);;All files (*)</source>
        <translation>会话 (*.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Export revealed weights</source>
        <translation>导出显露后的权重</translation>
    </message>
    <message>
        <source>Weights (%1)</source>
        <translation>权重 (%1)</translation>
    </message>
    <message>
        <source>Open link</source>
        <translation>打开链接</translation>
    </message>
    <message>
        <source>A termscope: link:</source>
        <translation>termscope: 链接：</translation>
    </message>
    <message>
        <source>Open l&amp;esson …</source>
        <translation>打开课程(&amp;E)…</translation>
    </message>
    <message>
        <source>Open a lesson of your own, a Markdown file</source>
        <translation>打开自己的课程（Markdown 文件）</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>正在打开 %1</translation>
    </message>
    <message>
        <source>Opening the example</source>
        <translation>正在打开示例</translation>
    </message>
    <message>
        <source>Opening files</source>
        <translation>正在打开文件</translation>
    </message>
    <message>
        <source>Opening the session</source>
        <translation>正在打开会话</translation>
    </message>
    <message>
        <source>Reading the images again</source>
        <translation>正在重新读取图像</translation>
    </message>
    <message>
        <source>Writing %1</source>
        <translation>正在写入 %1</translation>
    </message>
    <message>
        <source>Open lesson</source>
        <translation>打开课程</translation>
    </message>
    <message>
        <source>Lessons (*.md);;All files (*)</source>
        <translation>课程 (*.md);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open exa&amp;mple</source>
        <translation>打开示例(&amp;M)</translation>
    </message>
    <message>
        <source>Sa&amp;ve session</source>
        <translation>保存会话(&amp;V)</translation>
    </message>
    <message>
        <source>Input si&amp;zes …</source>
        <translation>输入尺寸(&amp;Z) …</translation>
    </message>
    <message>
        <source>Sizes that the open network leaves open, so that its work is known</source>
        <translation>打开的网络未定的尺寸，给定后即可知道其工作量</translation>
    </message>
    <message>
        <source>Reading the network again</source>
        <translation>正在重新读取网络</translation>
    </message>
    <message>
        <source>The network&apos;s file leaves no sizes of its inputs open.</source>
        <translation>该网络文件的输入没有未定的尺寸。</translation>
    </message>
    <message>
        <source>Input sizes</source>
        <translation>输入尺寸</translation>
    </message>
    <message>
        <source>Every input with its sizes, and semicolons between them: x=1x3x48x320
Put a number for each question mark; empty leaves them open.</source>
        <translation>每个输入及其尺寸，用分号隔开：x=1x3x48x320
每个问号处填一个数；留空则保持未定。</translation>
    </message>
    <message>
        <source>Open images: a file or a folder, labels, class names and preprocessing</source>
        <translation>打开图像：文件或文件夹、标签、类别名称和预处理</translation>
    </message>
    <message>
        <source>&amp;Draw an image …</source>
        <translation>画一张图像(&amp;D) …</translation>
    </message>
    <message>
        <source>Draw a digit or a garment, or open one picture, and see what float and TR take it for</source>
        <translation>画一个数字或一件衣物，或打开一张图片，看浮点和 TR 把它认作什么</translation>
    </message>
    <message>
        <source>Opened %1 with %2.</source>
        <translation>已打开 %1 和 %2。</translation>
    </message>
    <message>
        <source>&amp;Words of tokens …</source>
        <translation>词元的词(&amp;W)…</translation>
    </message>
    <message>
        <source>Name the tokens of the open arrays by a file with a word a line, number 0 first</source>
        <translation>用每行一个词（编号 0 在前）的文件为已打开数组中的词元命名</translation>
    </message>
    <message>
        <source>Expected arrays of a file with tokens among them, found none; a text is opened together with its vocabulary.</source>
        <translation>应为含词元的文件数组，但未找到；文本与其词表一起打开。</translation>
    </message>
    <message>
        <source>Open vocabulary</source>
        <translation>打开词表</translation>
    </message>
    <message>
        <source>Text (*.txt *.txt.gz);;All files (*)</source>
        <translation>文本 (*.txt *.txt.gz);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Opened %1: %2 samples.</source>
        <translation>已打开 %1：%2 个样本。</translation>
    </message>
</context>
<context>
    <name>termscope::GanttStrip</name>
    <message>
        <source>Steps around the present cycle</source>
        <translation>当前周期前后的各步</translation>
    </message>
    <message>
        <source>Steps on one clock</source>
        <translation>同一时钟下的各步</translation>
    </message>
    <message>
        <source>A box is a step. Full: the mean cell works; hatched: the slowest cell still works and the others wait; empty: provisioned and not needed. The wheel shows more or less time, a click goes there.</source>
        <translation>一个方框是一步。实心：平均单元在工作；斜线：最慢的单元仍在工作，其余在等待；空白：已预留但未用到。滚轮改变时间范围，单击跳到该处。</translation>
    </message>
    <message>
        <source>finished at %1</source>
        <translation>完成于 %1</translation>
    </message>
    <message>
        <source>cycle</source>
        <translation>周期</translation>
    </message>
    <message>
        <source>cycle %1 of %2</source>
        <translation>第 %1 周期，共 %2 个</translation>
    </message>
    <message>
        <source>%1: finished</source>
        <translation>%1：已完成</translation>
    </message>
    <message>
        <source>%1: fold %2, step %3</source>
        <translation>%1：第 %2 轮，第 %3 步</translation>
    </message>
    <message>
        <source>One cycle back, one on</source>
        <translation>后退、前进一个周期</translation>
    </message>
    <message>
        <source>A third of what is shown back, on</source>
        <translation>后退、前进所示范围的三分之一</translation>
    </message>
    <message>
        <source>To the first cycle</source>
        <translation>到第一个周期</translation>
    </message>
    <message>
        <source>To the last cycle</source>
        <translation>到最后一个周期</translation>
    </message>
    <message>
        <source>Show less time, show more</source>
        <translation>显示较短、较长的时间</translation>
    </message>
</context>
<context>
    <name>termscope::GroupChooser</name>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Output of the layer that the group belongs to</source>
        <translation>该组所属的层输出</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>Number of the group within the row</source>
        <translation>该组在行内的编号</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Test image whose activations meet the weights</source>
        <translation>其激活值与权重相乘的测试图像</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Layer whose weights are shown</source>
        <translation>显示其权重的层</translation>
    </message>
    <message>
        <source>&amp;Layer</source>
        <translation>层(&amp;L)</translation>
    </message>
    <message>
        <source>Ro&amp;w</source>
        <translation>行(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>组(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Image</source>
        <translation>图像(&amp;I)</translation>
    </message>
    <message>
        <source> of 0…%1</source>
        <translation> / 0…%1</translation>
    </message>
    <message>
        <source>label %1</source>
        <translation>标签 %1</translation>
    </message>
    <message>
        <source>output row %1, column %2 of %3×%4</source>
        <translation>输出第 %1 行，第 %2 列，共 %3×%4</translation>
    </message>
    <message>
        <source>output place %1 of %2</source>
        <translation>输出位置 %1 / %2</translation>
    </message>
    <message>
        <source>after “%1”, before “%2”</source>
        <translation>在“%1”之后，“%2”之前</translation>
    </message>
    <message>
        <source>&amp;Token</source>
        <translation>词元(&amp;T)</translation>
    </message>
    <message>
        <source>Token of the text that is predicted: the activations are those of the tokens before it</source>
        <translation>文本中被预测的词元：激活值来自它之前的词元</translation>
    </message>
    <message>
        <source> of 1…%1</source>
        <translation> / 1…%1</translation>
    </message>
    <message>
        <source>Sa&amp;mple</source>
        <translation>样本(&amp;M)</translation>
    </message>
    <message>
        <source>Sample whose activations meet the weights</source>
        <translation>其激活值与权重相乘的样本</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>“%1”</translation>
    </message>
</context>
<context>
    <name>termscope::GuideDialog</name>
    <message>
        <source>User guide</source>
        <translation>用户指南</translation>
    </message>
    <message>
        <source>Page of the guide</source>
        <translation>指南页面</translation>
    </message>
    <message>
        <source>Tab goes from link to link, Return follows it, Alt+Left goes back</source>
        <translation>Tab 在链接间移动，回车打开链接，Alt+左返回</translation>
    </message>
    <message>
        <source>Find in this page</source>
        <translation>在本页查找</translation>
    </message>
    <message>
        <source>Return finds the next place</source>
        <translation>回车查找下一处</translation>
    </message>
    <message>
        <source>&amp;Contents</source>
        <translation>目录(&amp;C)</translation>
    </message>
    <message>
        <source>The list of all pages</source>
        <translation>所有页面的列表</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>后退(&amp;B)</translation>
    </message>
    <message>
        <source>The page before</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>F&amp;orward</source>
        <translation>前进(&amp;O)</translation>
    </message>
    <message>
        <source>The page after, once you went back</source>
        <translation>后退之后的下一页</translation>
    </message>
    <message>
        <source>Close the guide (Esc)</source>
        <translation>关闭指南 (Esc)</translation>
    </message>
    <message>
        <source>%1 is a part of the source, not of the guide.</source>
        <translation>%1 属于源代码，不在指南中。</translation>
    </message>
    <message>
        <source>“%1” is not on this page.</source>
        <translation>本页没有“%1”。</translation>
    </message>
</context>
<context>
    <name>termscope::HandoutDialog</name>
    <message>
        <source>Hand out</source>
        <translation>分发材料</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Steps drawn and files written</source>
        <translation>已绘制的步骤和已写入的文件</translation>
    </message>
    <message>
        <source>&amp;Write</source>
        <translation>写入(&amp;W)</translation>
    </message>
    <message>
        <source>Write the handout</source>
        <translation>写入材料</translation>
    </message>
    <message>
        <source>Write the files</source>
        <translation>写入文件</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close; while it writes: stop</source>
        <translation>关闭；写入过程中：停止</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>This &amp;page</source>
        <translation>本页面(&amp;P)</translation>
    </message>
    <message>
        <source>Its pictures and their data, the figures, the settings, and a link that opens it again</source>
        <translation>其中的图及其数据、数值、设置，以及重新打开它的链接</translation>
    </message>
    <message>
        <source>A &amp;lesson</source>
        <translation>一课(&amp;L)</translation>
    </message>
    <message>
        <source>Its text with the pictures of each step, its questions, and the answers on the last page</source>
        <translation>课文及每一步的图、问题，答案在最后一页</translation>
    </message>
    <message>
        <source>&amp;Worksheets of a lesson</source>
        <translation>一课的练习卷(&amp;W)</translation>
    </message>
    <message>
        <source>Its questions with room to answer, other numbers on each sheet, and the answers on the last page</source>
        <translation>该课的问题，留有作答空间，每卷数字不同，答案在最后一页</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>The lesson that is handed out</source>
        <translation>要分发的课程</translation>
    </message>
    <message>
        <source>Sheets</source>
        <translation>练习卷</translation>
    </message>
    <message>
        <source>The number of a sheet decides the numbers of its exercises: the same on every machine. Students who enter it in the pane of lessons get the same exercises there.</source>
        <translation>练习卷的编号决定其中的数字：在任何机器上都相同。学生在课程窗格中输入编号，就会得到同样的练习。</translation>
    </message>
    <message>
        <source>First sheet</source>
        <translation>第一卷</translation>
    </message>
    <message>
        <source>Last sheet</source>
        <translation>最后一卷</translation>
    </message>
    <message>
        <source>to</source>
        <translation>到</translation>
    </message>
    <message>
        <source>&amp;Numbers:</source>
        <translation>编号(&amp;N)：</translation>
    </message>
    <message>
        <source>File of names</source>
        <translation>姓名文件</translation>
    </message>
    <message>
        <source>One name a line, or CSV: one for each sheet. Empty: a line to write on.</source>
        <translation>每行一个姓名，或 CSV：每卷一个。留空：一条用于填写的横线。</translation>
    </message>
    <message>
        <source>Choose the file of names</source>
        <translation>选择姓名文件</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>N&amp;ames, from a file:</source>
        <translation>姓名，取自文件(&amp;A)：</translation>
    </message>
    <message>
        <source>With the &amp;text of the lesson</source>
        <translation>包含课文(&amp;T)</translation>
    </message>
    <message>
        <source>With the text of the lesson</source>
        <translation>包含课文</translation>
    </message>
    <message>
        <source>The text of each step that asks something, not only its question and its pictures</source>
        <translation>包含每个提问步骤的文字，而不只是问题和图</translation>
    </message>
    <message>
        <source>All sheets in one file</source>
        <translation>所有练习卷放在一个文件中</translation>
    </message>
    <message>
        <source>One PDF to print; else a file for each sheet</source>
        <translation>一个用于打印的 PDF；否则每卷一个文件</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>&amp;HTML</source>
        <translation>HTML(&amp;H)</translation>
    </message>
    <message>
        <source>HTML</source>
        <translation>HTML</translation>
    </message>
    <message>
        <source>A page that needs nothing but itself</source>
        <translation>不依赖其他文件的单个页面</translation>
    </message>
    <message>
        <source>P&amp;DF</source>
        <translation>PDF(&amp;D)</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Pages to print</source>
        <translation>可打印的页面</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>纸张</translation>
    </message>
    <message>
        <source>Size of the pages of a PDF</source>
        <translation>PDF 页面的大小</translation>
    </message>
    <message>
        <source>A4</source>
        <translation>A4</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>Letter</translation>
    </message>
    <message>
        <source>Format:</source>
        <translation>格式：</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Where the files go; it is made if it is missing</source>
        <translation>文件的存放位置；不存在时会创建</translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>&amp;Folder:</source>
        <translation>文件夹(&amp;F)：</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>What is written</source>
        <translation>将写入的内容</translation>
    </message>
    <message>
        <source>Writes:</source>
        <translation>写入：</translation>
    </message>
    <message>
        <source>%1 files: %2 … %3</source>
        <translation>%1 个文件：%2 … %3</translation>
    </message>
    <message>
        <source>Names of students</source>
        <translation>学生姓名</translation>
    </message>
    <message>
        <source>Text (*.txt *.csv);;All files (*)</source>
        <translation>文本 (*.txt *.csv);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Folder for handouts</source>
        <translation>材料的文件夹</translation>
    </message>
    <message>
        <source>Please choose a folder.</source>
        <translation>请选择一个文件夹。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Wrote %1.</source>
        <translation>已写入 %1。</translation>
    </message>
    <message>
        <source>Wrote %1 files to %2.</source>
        <translation>已将 %1 个文件写入 %2。</translation>
    </message>
    <message>
        <source>Stopped. Files written: %1.</source>
        <translation>已停止。写入的文件数：%1。</translation>
    </message>
    <message>
        <source>Stopped; nothing was written.</source>
        <translation>已停止；没有写入任何内容。</translation>
    </message>
    <message>
        <source>All in &amp;one file</source>
        <translation>全部放在一个文件中(&amp;O)</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>On the last page of each sheet, in one file of their own, or not at all</source>
        <translation>放在每张的最后一页，放在单独的一个文件，或不放</translation>
    </message>
    <message>
        <source>on the last page</source>
        <translation>在最后一页</translation>
    </message>
    <message>
        <source>in a file of their own</source>
        <translation>在单独的文件中</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>An&amp;swers:</source>
        <translation>答案(&amp;S)：</translation>
    </message>
</context>
<context>
    <name>termscope::HandoutJob</name>
    <message>
        <source>%1: the folder cannot be made</source>
        <translation>%1：无法创建文件夹</translation>
    </message>
    <message>
        <source>%1: answers</source>
        <translation>%1：答案</translation>
    </message>
</context>
<context>
    <name>termscope::HeseStepper</name>
    <message>
        <source>HESE window</source>
        <translation>HESE 窗口</translation>
    </message>
    <message>
        <source>%1 = %2   (%3)</source>
        <translation>%1 = %2   （%3）</translation>
    </message>
    <message>
        <source>1 term</source>
        <translation>1 项</translation>
    </message>
    <message>
        <source>%1 terms</source>
        <translation>%1 项</translation>
    </message>
    <message>
        <source>HESE step by step</source>
        <translation>HESE 逐步演示</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>数</translation>
    </message>
    <message>
        <source>Any integer from −2147483647 to 2147483647</source>
        <translation>−2147483647 到 2147483647 的任意整数</translation>
    </message>
    <message>
        <source>HESE</source>
        <translation>HESE</translation>
    </message>
    <message>
        <source>Binary</source>
        <translation>二进制</translation>
    </message>
    <message>
        <source>Booth radix-4</source>
        <translation>基 4 Booth</translation>
    </message>
    <message>
        <source>&amp;Number</source>
        <translation>数(&amp;N)</translation>
    </message>
    <message>
        <source>Type an integer.</source>
        <translation>请输入一个整数。</translation>
    </message>
    <message>
        <source>“%1” is not an integer.</source>
        <translation>“%1”不是整数。</translation>
    </message>
    <message>
        <source>Out of range: −2147483647 to 2147483647.</source>
        <translation>超出范围：−2147483647 到 2147483647。</translation>
    </message>
    <message>
        <source>Ready at bit 0 of %1, in plain mode; the number is negative, so every sign flips.</source>
        <translation>在 %1 的第 0 位就绪，普通模式；该数为负，因此所有符号取反。</translation>
    </message>
    <message>
        <source>Ready at bit 0, in plain mode.</source>
        <translation>在第 0 位就绪，普通模式。</translation>
    </message>
    <message>
        <source> (the number is negative: signs flip)</source>
        <translation>（该数为负：符号取反）</translation>
    </message>
    <message>
        <source>HESE: %1</source>
        <translation>HESE：%1</translation>
    </message>
    <message>
        <source>Binary: %1</source>
        <translation>二进制：%1</translation>
    </message>
    <message>
        <source>Booth radix-4: %1</source>
        <translation>基 4 Booth：%1</translation>
    </message>
    <message>
        <source>step %1 of %2: %3</source>
        <translation>第 %1 步，共 %2 步：%3</translation>
    </message>
</context>
<context>
    <name>termscope::HighlightLine</name>
    <message>
        <source>C&amp;lear the highlight</source>
        <translation>清除突出显示(&amp;L)</translation>
    </message>
    <message>
        <source>What is pointed at or chosen</source>
        <translation>所指或所选的内容</translation>
    </message>
    <message>
        <source>Nothing stays lit</source>
        <translation>不再突出任何内容</translation>
    </message>
    <message>
        <source>Chosen (Esc to clear): %1</source>
        <translation>已选（Esc 清除）：%1</translation>
    </message>
</context>
<context>
    <name>termscope::HtmlWriter</name>
    <message>
        <source>Room for the answer</source>
        <translation>作答处</translation>
    </message>
    <message>
        <source>Write + or − below the powers that you take.</source>
        <translation>在所取的幂下方写 + 或 −。</translation>
    </message>
</context>
<context>
    <name>termscope::LatestJob</name>
    <message>
        <source>The computation stopped: %1</source>
        <translation>计算中止：%1</translation>
    </message>
    <message>
        <source>The computation stopped: it needs more memory than there is.</source>
        <translation>计算中止：所需内存超过现有内存。</translation>
    </message>
</context>
<context>
    <name>termscope::LayerListModel</name>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Outputs × inputs, × kernel for convolutions</source>
        <translation>输出 × 输入，卷积还有 × 核</translation>
    </message>
    <message>
        <source>Runs as</source>
        <translation>运行方式</translation>
    </message>
    <message>
        <source>Revealed (TR), quantized only (QT) or float, and what the layer has of its own</source>
        <translation>显露 (TR)、仅量化 (QT) 或 float，以及该层自己的设置</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Weights and biases</source>
        <translation>权重与偏置</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MAC 数</translation>
    </message>
    <message>
        <source>Multiply-accumulates per sample</source>
        <translation>每个样本的乘累加次数</translation>
    </message>
    <message>
        <source>Minimum</source>
        <translation>最小值</translation>
    </message>
    <message>
        <source>Smallest weight</source>
        <translation>最小的权重</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>最大值</translation>
    </message>
    <message>
        <source>Largest weight</source>
        <translation>最大的权重</translation>
    </message>
    <message>
        <source>Std. dev.</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Standard deviation of the weights</source>
        <translation>权重的标准差</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>分布</translation>
    </message>
    <message>
        <source>Histogram of the weights, with a mark at zero</source>
        <translation>权重的直方图，零点处有标记</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Weights from %1 to %2</source>
        <translation>权重从 %1 到 %2</translation>
    </message>
    <message>
        <source>Stored as</source>
        <translation>存储为</translation>
    </message>
    <message>
        <source>What the file holds the weights as</source>
        <translation>文件以何种形式保存权重</translation>
    </message>
    <message>
        <source>Name of the layer&apos;s weight in the file; sorts by the file&apos;s order</source>
        <translation>该层权重在文件中的名称；按文件中的顺序排序</translation>
    </message>
    <message>
        <source>SQNR (dB)</source>
        <translation>SQNR (dB)</translation>
    </message>
    <message>
        <source>Signal to noise of the weights that the layer runs with, against the floats</source>
        <translation>该层运行所用权重相对浮点权重的信噪比</translation>
    </message>
    <message>
        <source>Terms kept (%)</source>
        <translation>保留的项 (%)</translation>
    </message>
    <message>
        <source>Of the terms of the quantized weights, in the chosen encoding</source>
        <translation>占量化权重的项的比例，按所选编码</translation>
    </message>
    <message>
        <source>Mean terms</source>
        <translation>平均项数</translation>
    </message>
    <message>
        <source>Terms that a weight keeps, on average</source>
        <translation>每个权重平均保留的项数</translation>
    </message>
    <message>
        <source>Zeros (%)</source>
        <translation>零 (%)</translation>
    </message>
    <message>
        <source>Sparsity: weights that are zero as the layer runs</source>
        <translation>稀疏度：该层运行时为零的权重</translation>
    </message>
    <message>
        <source>Clipped (%)</source>
        <translation>截断 (%)</translation>
    </message>
    <message>
        <source>Weights beyond the largest integer; of a file&apos;s own integers, those at the end of their range</source>
        <translation>超出最大整数的权重；对文件自己的整数，为处于范围端点的那些</translation>
    </message>
    <message>
        <source>Linear layer or convolution; tied: its weight is the table of the embedding too, and is there once; ×2: so many places of the network use it</source>
        <translation>线性层或卷积；共享：其权重也是嵌入表，只存一份；×2：网络中有这么多处使用它</translation>
    </message>
    <message>
        <source>those of %1</source>
        <translation>与 %1 共用</translation>
    </message>
</context>
<context>
    <name>termscope::LayerOverrideEditor</name>
    <message>
        <source>b_w</source>
        <translation>b_w</translation>
    </message>
    <message>
        <source>Bits of the layer&apos;s weights</source>
        <translation>该层权重的位数</translation>
    </message>
    <message>
        <source>b_d</source>
        <translation>b_d</translation>
    </message>
    <message>
        <source>Bits of the data that enter the layer</source>
        <translation>进入该层的数据的位数</translation>
    </message>
    <message>
        <source>g</source>
        <translation>g</translation>
    </message>
    <message>
        <source>Group size of the layer</source>
        <translation>该层的组大小</translation>
    </message>
    <message>
        <source>k</source>
        <translation>k</translation>
    </message>
    <message>
        <source>Term budget of the layer&apos;s groups</source>
        <translation>该层各组的项预算</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>Terms kept of the data; 0 keeps all</source>
        <translation>数据保留的项数；0 表示全部保留</translation>
    </message>
    <message>
        <source>Reset layer</source>
        <translation>重置该层</translation>
    </message>
    <message>
        <source>Settings of the chosen layer</source>
        <translation>所选层的设置</translation>
    </message>
    <message>
        <source>by default</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>float</source>
        <translation>float</translation>
    </message>
    <message>
        <source>QT</source>
        <translation>QT</translation>
    </message>
    <message>
        <source>TR</source>
        <translation>TR</translation>
    </message>
    <message>
        <source>By default first and depthwise convolutions and layers with few inputs stay at QT, all others are revealed</source>
        <translation>默认情况下，首个卷积、深度卷积和输入较少的层保持 QT，其余的做项显露</translation>
    </message>
    <message>
        <source>How the layer runs</source>
        <translation>该层的运行方式</translation>
    </message>
    <message>
        <source>Take away the layer&apos;s own settings; can be undone</source>
        <translation>去掉该层自己的设置；可以撤销</translation>
    </message>
    <message>
        <source>The layer&apos;s own %1</source>
        <translation>该层自己的 %1</translation>
    </message>
    <message>
        <source>No layer</source>
        <translation>没有层</translation>
    </message>
    <message>
        <source>%1:</source>
        <translation>%1：</translation>
    </message>
    <message>
        <source>(%1)</source>
        <translation>(%1)</translation>
    </message>
</context>
<context>
    <name>termscope::LayerSpreadPlot</name>
    <message>
        <source>Choose the layer</source>
        <translation>选择该层</translation>
    </message>
    <message>
        <source>Magnitudes of all layers</source>
        <translation>所有层的幅值</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>magnitude of the weights</source>
        <translation>权重幅值</translation>
    </message>
    <message>
        <source>The layers&apos; weights are being gone through …</source>
        <translation>正在遍历各层的权重……</translation>
    </message>
    <message>
        <source>what the format holds: one step to the largest integer</source>
        <translation>格式能表示的：一步到最大整数</translation>
    </message>
    <message>
        <source>weights: 1, 25, 50, 75 and 100 of 100 are no larger</source>
        <translation>权重：1%、25%、50%、75% 和 100% 不超过</translation>
    </message>
    <message>
        <source>%1
half of the weights: %2 to %3, median %4, largest %5</source>
        <translation>%1
半数权重：%2 到 %3，中位数 %4，最大 %5</translation>
    </message>
    <message>
        <source>
%1 % are zero</source>
        <translation>
%1 % 为零</translation>
    </message>
    <message>
        <source>
step %1, largest integer %2</source>
        <translation>
步长 %1，最大整数 %2</translation>
    </message>
</context>
<context>
    <name>termscope::LessonDock</name>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
</context>
<context>
    <name>termscope::LessonPane</name>
    <message>
        <source>Each takes five to ten minutes. Progress is kept.</source>
        <translation>每课五到十分钟，进度会保存。</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>step %v of %m</source>
        <translation>第 %v 步，共 %m 步</translation>
    </message>
    <message>
        <source>Back to the list of lessons</source>
        <translation>返回课程列表</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>The step before</source>
        <translation>前一步</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>设置页面</translation>
    </message>
    <message>
        <source>Set the page up again as this step needs it</source>
        <translation>按这一步的需要重新设置页面</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Go on without having done this step</source>
        <translation>不做这一步，继续</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>✓ done</source>
        <translation>✓ 已完成</translation>
    </message>
    <message>
        <source>%1 of %2 steps</source>
        <translation>%1 / %2 步</translation>
    </message>
    <message>
        <source>%1
%2 minutes · %3</source>
        <translation>%1
%2 分钟 · %3</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>✓ Reached.</source>
        <translation>✓ 已达到。</translation>
    </message>
    <message>
        <source>Do it on the page: the lesson goes on when it is reached.</source>
        <translation>请在页面上操作：达到要求后课程继续。</translation>
    </message>
    <message>
        <source>new numbers</source>
        <translation>新数字</translation>
    </message>
    <message>
        <source>Sheet number</source>
        <translation>练习卷编号</translation>
    </message>
    <message>
        <source>The number on a printed worksheet: the exercises then have the numbers of that sheet. Without one they are drawn anew each time.</source>
        <translation>打印的练习卷上的编号：练习将使用该卷的数字。不填则每次重新抽取。</translation>
    </message>
    <message>
        <source>⚠ The lesson was not read again. %1</source>
        <translation>⚠ 课程未能重新读取。%1</translation>
    </message>
    <message>
        <source>step %v of %m · sheet %1</source>
        <translation>第 %v 步，共 %m 步 · 练习卷 %1</translation>
    </message>
    <message>
        <source>Text of the lesson</source>
        <translation>课程文字</translation>
    </message>
    <message>
        <source>Return starts the chosen lesson</source>
        <translation>回车开始所选课程</translation>
    </message>
    <message>
        <source>Start the chosen lesson, or go on with it</source>
        <translation>开始或继续所选课程</translation>
    </message>
    <message>
        <source>Shee&amp;t number:</source>
        <translation>练习卷编号(&amp;T)：</translation>
    </message>
    <message>
        <source>✓ “%1” is done: it was the last lesson.</source>
        <translation>✓ “%1”已完成：这是最后一课。</translation>
    </message>
    <message>
        <source>✓ “%1” is done. Next: “%2”.</source>
        <translation>✓ “%1”已完成。下一课：“%2”。</translation>
    </message>
    <message>
        <source>Do it on the page: %1. Then the lesson goes on.</source>
        <translation>请在页面上操作：%1。然后课程继续。</translation>
    </message>
</context>
<context>
    <name>termscope::LessonPlayer</name>
    <message>
        <source>Lesson %1, step %2: %3</source>
        <translation>课程 %1，第 %2 步：%3</translation>
    </message>
    <message>
        <source>lesson %1, step %2</source>
        <translation>课程 %1，第 %2 步</translation>
    </message>
</context>
<context>
    <name>termscope::LessonTour</name>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>Step %1 of the lesson was not ready after %2 seconds.</source>
        <translation>课程的第 %1 步在 %2 秒后仍未就绪。</translation>
    </message>
</context>
<context>
    <name>termscope::LessonWriter</name>
    <message>
        <source>%1: answers</source>
        <translation>%1：答案</translation>
    </message>
    <message>
        <source>Sheet %1</source>
        <translation>第 %1 卷</translation>
    </message>
    <message>
        <source>%1 · sheet %2</source>
        <translation>%1 · 第 %2 卷</translation>
    </message>
    <message>
        <source>%1: worksheet %2</source>
        <translation>%1：练习卷 %2</translation>
    </message>
    <message>
        <source>    Name: %1</source>
        <translation>    姓名：%1</translation>
    </message>
    <message>
        <source>Check your answers: start the lesson “%1” in TermScope with the sheet number %2; it asks the same.</source>
        <translation>核对答案：在 TermScope 中以编号 %2 开始课程“%1”；它会问同样的问题。</translation>
    </message>
    <message>
        <source>%1 min · the exercises have the numbers of sheet %2</source>
        <translation>%1 分钟 · 练习使用第 %2 卷的数字</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>Open the page of this step in TermScope</source>
        <translation>在 TermScope 中打开此步骤的页面</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Question: </source>
        <translation>问题： </translation>
    </message>
    <message>
        <source>Question %1: </source>
        <translation>问题 %1： </translation>
    </message>
    <message>
        <source>%1 = %2, for example.</source>
        <translation>例如 %1 = %2。</translation>
    </message>
    <message>
        <source>%1 (± %2)</source>
        <translation>%1 (± %2)</translation>
    </message>
</context>
<context>
    <name>termscope::MainWindow</name>
    <message>
        <source>Settings of layers that this network does not have were dropped: %1</source>
        <translation>已舍弃此网络没有的层的设置：%1</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Reset all settings</source>
        <translation>重置全部设置(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Lessons</source>
        <translation>课程(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation>语言(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>全屏(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;About TermScope</source>
        <translation>关于 TermScope(&amp;A)</translation>
    </message>
    <message>
        <source>%1 – TermScope</source>
        <translation>%1 – TermScope</translation>
    </message>
    <message>
        <source>no text</source>
        <translation>没有文本</translation>
    </message>
    <message>
        <source>no images</source>
        <translation>没有图像</translation>
    </message>
    <message>
        <source>About TermScope</source>
        <translation>关于 TermScope</translation>
    </message>
    <message>
        <source>TermScope</source>
        <translation>TermScope</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>重置布局(&amp;R)</translation>
    </message>
    <message>
        <source>Window, panes and tabs as they were at the first start</source>
        <translation>窗口、窗格和标签页恢复到首次启动时的样子</translation>
    </message>
    <message>
        <source>T&amp;ype</source>
        <translation>字号(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Hand out …</source>
        <translation>分发材料(&amp;H)…</translation>
    </message>
    <message>
        <source>Write this page, a lesson or worksheets as HTML or PDF</source>
        <translation>将此页面、一课或练习卷写成 HTML 或 PDF</translation>
    </message>
    <message>
        <source>&lt;h3&gt;TermScope %1&lt;/h3&gt;&lt;p&gt;Explores Term Revealing: run-time quantization of trained networks by signed powers of two.&lt;/p&gt;&lt;p&gt;H. T. Kung, B. McDanel, S. Q. Zhang, “Term Revealing: Furthering Quantization at Run Time on Quantized DNNs”, arXiv 2007.06389.&lt;/p&gt;&lt;p&gt;Licence: GPL, version 3 or later. It is built on these libraries:&lt;/p&gt;%2</source>
        <translation>&lt;h3&gt;TermScope %1&lt;/h3&gt;&lt;p&gt;探索项显露（Term Revealing）：在运行时以带符号的 2 的幂对训练好的网络进行量化。&lt;/p&gt;&lt;p&gt;H. T. Kung, B. McDanel, S. Q. Zhang, “Term Revealing: Furthering Quantization at Run Time on Quantized DNNs”, arXiv 2007.06389.&lt;/p&gt;&lt;p&gt;许可证：GPL 第 3 版或更新版本。它使用以下库：&lt;/p&gt;%2</translation>
    </message>
    <message>
        <source>S&amp;witch sides A and B</source>
        <translation>切换 A 与 B 两侧(&amp;W)</translation>
    </message>
    <message>
        <source>Side A: %1</source>
        <translation>A 侧：%1</translation>
    </message>
    <message>
        <source>Side B: %1</source>
        <translation>B 侧：%1</translation>
    </message>
    <message>
        <source>The strip takes the settings of the other side of the comparison, and keeps its own for it</source>
        <translation>设置栏换成比较中另一侧的设置，并为其保留现在的设置</translation>
    </message>
</context>
<context>
    <name>termscope::NextWordView</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Next word</source>
        <translation>下一个词</translation>
    </message>
    <message>
        <source>word %1</source>
        <translation>词 %1</translation>
    </message>
    <message>
        <source>“%1” comes: %2 in float (place %3), %4 now (place %5). Divergence from float: %6 nats. Read from the %7 tokens before it, with states of zeros before those.</source>
        <translation>接下来是“%1”：float 中为 %2（第 %3 位），当前为 %4（第 %5 位）。与 float 的散度：%6 nat。由之前的 %7 个词元得出，更早的状态为零。</translation>
    </message>
    <message>
        <source>float</source>
        <translation>float</translation>
    </message>
    <message>
        <source>current setting</source>
        <translation>当前设置</translation>
    </message>
    <message>
        <source>The likeliest next words at the chosen place of the text, in float and at the present setting, and the word that does come.</source>
        <translation>文本所选位置最可能的下一个词（float 与当前设置），以及实际出现的词。</translation>
    </message>
    <message>
        <source>Likeliest words</source>
        <translation>最可能的词</translation>
    </message>
    <message>
        <source>%1: %2 in float, %3 now</source>
        <translation>%1：float 中 %2，当前 %3</translation>
    </message>
    <message>
        <source>%1; this word comes</source>
        <translation>%1；接下来的就是这个词</translation>
    </message>
    <message>
        <source>now</source>
        <translation>当前</translation>
    </message>
</context>
<context>
    <name>termscope::PairHistogramPlot</name>
    <message>
        <source>99 % of dot products need at most %1 pairs of %2</source>
        <translation>99 % 的点积最多需要 %2 对中的 %1 对</translation>
    </message>
    <message>
        <source>Term pairs per dot product</source>
        <translation>每个点积的项对</translation>
    </message>
    <message>
        <source>term pairs per dot product of 16 values</source>
        <translation>每个 16 值点积的项对</translation>
    </message>
    <message>
        <source>share of dot products (%)</source>
        <translation>点积的比例 (%)</translation>
    </message>
    <message>
        <source>Counting …</source>
        <translation>正在计数…</translation>
    </message>
    <message>
        <source>QT</source>
        <translation>QT</translation>
    </message>
    <message>
        <source>TR</source>
        <translation>TR</translation>
    </message>
    <message>
        <source>provisioned</source>
        <translation>预留</translation>
    </message>
    <message>
        <source>Shows the axis up to the pairs that hardware must reserve, not only those that occur.</source>
        <translation>坐标轴延伸到硬件必须预留的项对数，而不只是实际出现的项对数。</translation>
    </message>
    <message>
        <source>QT, %1 bit</source>
        <translation>QT，%1 位</translation>
    </message>
    <message>
        <source>TR, k = %1, g = %2, s = %3</source>
        <translation>TR，k = %1，g = %2，s = %3</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>TR: this layer stays at QT</source>
        <translation>TR：该层保持 QT</translation>
    </message>
    <message>
        <source>term pairs per product</source>
        <translation>每个乘积的项对</translation>
    </message>
    <message>
        <source>term pairs per dot product of %1 values</source>
        <translation>每个 %1 值点积的项对</translation>
    </message>
    <message>
        <source>All %1 dot products</source>
        <translation>全部 %1 个点积</translation>
    </message>
    <message>
        <source>%1 of %2 dot products</source>
        <translation>%2 个点积中的 %1 个</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 个词元</translation>
    </message>
    <message>
        <source>%1 images</source>
        <translation>%1 张图像</translation>
    </message>
    <message>
        <source>QT: %1. TR: %2. %3 of layer %4 over the first %5.</source>
        <translation>QT：%1。TR：%2。层 %4，前 %5：%3。</translation>
    </message>
    <message>
        <source>QT provisions %1</source>
        <translation>QT 预留 %1</translation>
    </message>
    <message>
        <source>TR provisions %1</source>
        <translation>TR 预留 %1</translation>
    </message>
    <message>
        <source>%1 pairs</source>
        <translation>%1 对</translation>
    </message>
    <message>
        <source>%1 to %2 pairs</source>
        <translation>%1 到 %2 对</translation>
    </message>
    <message>
        <source>
%1: %2 %, up to here %3 %</source>
        <translation>
%1：%2 %，累计 %3 %</translation>
    </message>
</context>
<context>
    <name>termscope::PairsTableModel</name>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Weight term</source>
        <translation>权重项</translation>
    </message>
    <message>
        <source>Data term</source>
        <translation>数据项</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>项对</translation>
    </message>
    <message>
        <source>Adds</source>
        <translation>贡献</translation>
    </message>
</context>
<context>
    <name>termscope::PaneKeys</name>
    <message>
        <source>&amp;Next pane</source>
        <translation>下一窗格(&amp;N)</translation>
    </message>
    <message>
        <source>Take the keyboard to the next part of the window</source>
        <translation>把键盘焦点移到窗口的下一部分</translation>
    </message>
    <message>
        <source>&amp;Previous pane</source>
        <translation>上一窗格(&amp;P)</translation>
    </message>
    <message>
        <source>Take the keyboard to the part of the window before</source>
        <translation>把键盘焦点移到窗口的上一部分</translation>
    </message>
    <message>
        <source>Moves the border of the pane that has the focus</source>
        <translation>移动焦点所在窗格的边界</translation>
    </message>
    <message>
        <source>Pane &amp;wider</source>
        <translation>窗格加宽(&amp;W)</translation>
    </message>
    <message>
        <source>Pane na&amp;rrower</source>
        <translation>窗格变窄(&amp;R)</translation>
    </message>
    <message>
        <source>Pane &amp;taller</source>
        <translation>窗格加高(&amp;T)</translation>
    </message>
    <message>
        <source>Pane &amp;lower</source>
        <translation>窗格变矮(&amp;L)</translation>
    </message>
</context>
<context>
    <name>termscope::PlacePicker</name>
    <message>
        <source>shown whole: the layer takes no place of it</source>
        <translation>显示整幅图像：该层不取其中的位置</translation>
    </message>
    <message>
        <source>Chosen image</source>
        <translation>所选图像</translation>
    </message>
    <message>
        <source>row %1, column %2</source>
        <translation>第 %1 行，第 %2 列</translation>
    </message>
    <message>
        <source>Drag the cross to the place whose activations meet the weights; a double click takes the middle.</source>
        <translation>把十字拖到其激活值与权重相乘的位置；双击取中间。</translation>
    </message>
    <message>
        <source>Move the place whose activations are shown</source>
        <translation>移动所显示激活值的位置</translation>
    </message>
    <message>
        <source>Back to the middle</source>
        <translation>回到中间</translation>
    </message>
</context>
<context>
    <name>termscope::Plot</name>
    <message>
        <source>Click an entry to hide or show it.</source>
        <translation>单击条目可隐藏或显示。</translation>
    </message>
    <message>
        <source>%1: %2, %3 to %4%5</source>
        <translation>%1：%2，%3 到 %4%5</translation>
    </message>
    <message>
        <source>, logarithmic</source>
        <translation>，对数</translation>
    </message>
    <message>
        <source>x axis</source>
        <translation>x 轴</translation>
    </message>
    <message>
        <source>y axis</source>
        <translation>y 轴</translation>
    </message>
    <message>
        <source>second y axis</source>
        <translation>第二 y 轴</translation>
    </message>
    <message>
        <source>%1 (hidden)</source>
        <translation>%1（已隐藏）</translation>
    </message>
    <message>
        <source>Curves: %1</source>
        <translation>曲线：%1</translation>
    </message>
    <message>
        <source>Plots</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Move the cursor from point to point</source>
        <translation>在点之间移动光标</translation>
    </message>
    <message>
        <source>Show less, show more</source>
        <translation>显示更少、更多</translation>
    </message>
    <message>
        <source>Put the cursor away</source>
        <translation>收起光标</translation>
    </message>
    <message>
        <source>Hide or show the first, the second … curve of the legend (up to 9)</source>
        <translation>隐藏或显示图例中的第一条、第二条……曲线（最多 9 条）</translation>
    </message>
    <message>
        <source>Reset &amp;zoom</source>
        <translation>重置缩放(&amp;Z)</translation>
    </message>
    <message>
        <source>Show everything again (or double-click; a drag with Shift zooms to a box)</source>
        <translation>重新显示全部（或双击；按住 Shift 拖动可放大一个区域）</translation>
    </message>
</context>
<context>
    <name>termscope::Presenter</name>
    <message>
        <source>Next step of the lesson</source>
        <translation>课程的下一步</translation>
    </message>
    <message>
        <source>The step before</source>
        <translation>前一步</translation>
    </message>
    <message>
        <source>Laser pointer on and off</source>
        <translation>打开或关闭激光笔</translation>
    </message>
    <message>
        <source>Show or hide the settings</source>
        <translation>显示或隐藏设置</translation>
    </message>
    <message>
        <source>Show or hide the rest of the page</source>
        <translation>显示或隐藏页面的其余部分</translation>
    </message>
    <message>
        <source>Show or hide the menus</source>
        <translation>显示或隐藏菜单</translation>
    </message>
    <message>
        <source>Leave presenter mode</source>
        <translation>退出演示模式</translation>
    </message>
    <message>
        <source>&amp;Presenter mode</source>
        <translation>演示模式(&amp;P)</translation>
    </message>
    <message>
        <source>Full screen with what is spoken of; Esc leaves, Alt shows the menus</source>
        <translation>全屏显示正在讲解的内容；Esc 退出，Alt 显示菜单</translation>
    </message>
    <message>
        <source>&amp;While presenting</source>
        <translation>演示时(&amp;W)</translation>
    </message>
    <message>
        <source>Show the &amp;settings</source>
        <translation>显示设置(&amp;S)</translation>
    </message>
    <message>
        <source>Show the strip of settings while presenting (S)</source>
        <translation>演示时显示设置栏 (S)</translation>
    </message>
    <message>
        <source>Show the &amp;whole page</source>
        <translation>显示整个页面(&amp;W)</translation>
    </message>
    <message>
        <source>Show all panes of the page, not only the one spoken of (W)</source>
        <translation>显示页面的所有窗格，而不只是正在讲解的那个 (W)</translation>
    </message>
    <message>
        <source>&amp;Laser pointer</source>
        <translation>激光笔(&amp;L)</translation>
    </message>
    <message>
        <source>Point with a dot instead of an arrow (L)</source>
        <translation>用光点而不是箭头指示 (L)</translation>
    </message>
</context>
<context>
    <name>termscope::ProductsTableModel</name>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Weight w</source>
        <translation>权重 w</translation>
    </message>
    <message>
        <source>Data x</source>
        <translation>数据 x</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>项对</translation>
    </message>
    <message>
        <source>w · x</source>
        <translation>w · x</translation>
    </message>
</context>
<context>
    <name>termscope::ProgressPanel</name>
    <message>
        <source>From how fast it went in the last %1 seconds</source>
        <translation>按最近 %1 秒的速度推算</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop computing</source>
        <translation>停止计算</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Go on where it was stopped</source>
        <translation>从停止处继续</translation>
    </message>
    <message>
        <source>about %1 s left</source>
        <translation>还需约 %1 秒</translation>
    </message>
    <message>
        <source>about %1 min left</source>
        <translation>还需约 %1 分钟</translation>
    </message>
    <message>
        <source>about %1 h left</source>
        <translation>还需约 %1 小时</translation>
    </message>
</context>
<context>
    <name>termscope::QuestionBox</name>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Show me</source>
        <translation>显示答案</translation>
    </message>
    <message>
        <source>The answer and its reason</source>
        <translation>答案及其理由</translation>
    </message>
    <message>
        <source>Your answer, a number</source>
        <translation>您的答案，一个数</translation>
    </message>
    <message>
        <source>Please type a number.</source>
        <translation>请输入一个数。</translation>
    </message>
    <message>
        <source>Please choose one.</source>
        <translation>请选择一项。</translation>
    </message>
    <message>
        <source>✓ Right. %1</source>
        <translation>✓ 正确。%1</translation>
    </message>
    <message>
        <source>✗ Not yet. Try again, or take a hint.</source>
        <translation>✗ 还不对。再试一次，或查看提示。</translation>
    </message>
    <message>
        <source>✗ The sum is right, but it takes fewer terms.</source>
        <translation>✗ 和是对的，但可以用更少的项。</translation>
    </message>
    <message>
        <source>That is not known yet; wait until the computation is done.</source>
        <translation>结果尚未得出；请等待计算完成。</translation>
    </message>
    <message>
        <source>It is “%1”. %2</source>
        <translation>答案是“%1”。%2</translation>
    </message>
    <message>
        <source>It is %1. %2</source>
        <translation>答案是 %1。%2</translation>
    </message>
    <message>
        <source>Is the answer right?</source>
        <translation>答案对吗？</translation>
    </message>
    <message>
        <source>Something that helps to find the answer</source>
        <translation>有助于找到答案的提示</translation>
    </message>
    <message>
        <source>Type a number; Return checks it</source>
        <translation>输入一个数；按回车检查</translation>
    </message>
    <message>
        <source>Space takes this answer</source>
        <translation>按空格选取此答案</translation>
    </message>
</context>
<context>
    <name>termscope::Recovery</name>
    <message>
        <source>TermScope</source>
        <translation>TermScope</translation>
    </message>
    <message>
        <source>TermScope ended without being closed. Its session was kept: restore it?</source>
        <translation>TermScope 未正常关闭便结束了。会话已保留：要恢复吗？</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>恢复(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>丢弃(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>以后再说(&amp;L)</translation>
    </message>
    <message>
        <source>Open that session</source>
        <translation>打开该会话</translation>
    </message>
    <message>
        <source>Remove that session for good</source>
        <translation>永久删除该会话</translation>
    </message>
    <message>
        <source>Ask again at the next start</source>
        <translation>下次启动时再询问</translation>
    </message>
</context>
<context>
    <name>termscope::Session</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>budget of %1</source>
        <translation>%1 的预算</translation>
    </message>
    <message>
        <source>reset of all settings</source>
        <translation>重置全部设置</translation>
    </message>
    <message>
        <source>%1 layers</source>
        <translation>%1 层</translation>
    </message>
    <message>
        <source>reset of %1</source>
        <translation>重置 %1</translation>
    </message>
    <message>
        <source>own settings of %1: %2</source>
        <translation>%1 自己的设置：%2</translation>
    </message>
    <message>
        <source>switch to page %1</source>
        <translation>切换到页面%1</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>choice of row %1, group %2</source>
        <translation>选择第 %1 行、第 %2 组</translation>
    </message>
    <message>
        <source>image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>choice of the image&apos;s middle</source>
        <translation>选择图像中间</translation>
    </message>
    <message>
        <source>choice of pixel %1, %2</source>
        <translation>选择像素 %1, %2</translation>
    </message>
    <message>
        <source>place in the text</source>
        <translation>文本中的位置</translation>
    </message>
    <message>
        <source>show published curves</source>
        <translation>显示已发表的曲线</translation>
    </message>
    <message>
        <source>hide published curves</source>
        <translation>隐藏已发表的曲线</translation>
    </message>
    <message>
        <source>array of %1×%2</source>
        <translation>%1×%2 的阵列</translation>
    </message>
    <message>
        <source>axis of the accuracy curve</source>
        <translation>准确率曲线的坐标轴</translation>
    </message>
    <message>
        <source>settings of side A</source>
        <translation>A 侧的设置</translation>
    </message>
    <message>
        <source>settings of side B</source>
        <translation>B 侧的设置</translation>
    </message>
</context>
<context>
    <name>termscope::SetHandout</name>
    <message>
        <source>page %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
</context>
<context>
    <name>termscope::SettingControl</name>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>%1, slider</source>
        <translation>%1，滑块</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>重置%1</translation>
    </message>
    <message>
        <source>Reset to the default, %1</source>
        <translation>重置为默认值 %1</translation>
    </message>
    <message>
        <source> Range: %1 to %2.</source>
        <translation>范围：%1 到 %2。</translation>
    </message>
</context>
<context>
    <name>termscope::SettingsStrip</name>
    <message>
        <source>%1 % exact</source>
        <translation>精确 %1 %</translation>
    </message>
    <message>
        <source>%1 % (%2…%3)</source>
        <translation>%1 % (%2…%3)</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Settings of the chosen layer</source>
        <translation>所选层的设置</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Quantization</source>
        <translation>量化</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Advice</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Reset all settings</source>
        <translation>重置全部设置</translation>
    </message>
    <message>
        <source>Back to the defaults of every setting; can be undone</source>
        <translation>所有设置恢复默认值；可以撤销</translation>
    </message>
    <message>
        <source>Term pairs per multiply-accumulate</source>
        <translation>每次乘累加的项对</translation>
    </message>
    <message>
        <source>α = k / g</source>
        <translation>α = k / g</translation>
    </message>
    <message>
        <source>Average number of terms that a weight may keep</source>
        <translation>每个权重平均可保留的项数</translation>
    </message>
    <message>
        <source>Provisioned</source>
        <translation>预留</translation>
    </message>
    <message>
        <source>What hardware must reserve: s·k/g, never more than quantization&apos;s</source>
        <translation>硬件必须预留的量：s·k/g，不超过普通量化</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>实测</translation>
    </message>
    <message>
        <source>Mean over all products of terms(weight) · terms(data)</source>
        <translation>所有乘积上 项数(权重) · 项数(数据) 的平均</translation>
    </message>
    <message>
        <source>Against 8-bit QT</source>
        <translation>与 8 位 QT 相比</translation>
    </message>
    <message>
        <source>8-bit quantization provisions 7 · 7 = 49 pairs</source>
        <translation>8 位量化预留 7 · 7 = 49 对</translation>
    </message>
    <message>
        <source>Top-1 accuracy</source>
        <translation>Top-1 准确率</translation>
    </message>
    <message>
        <source>Share of images whose best class is the label</source>
        <translation>最佳类别即为标签的图像比例</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; has settings of its own: %2. &lt;a href=&quot;edit&quot;&gt;Edit&lt;/a&gt; · &lt;a href=&quot;reset&quot;&gt;Reset&lt;/a&gt;</source>
        <translation>&lt;b&gt;%1&lt;/b&gt; 有自己的设置：%2。&lt;a href=&quot;edit&quot;&gt;编辑&lt;/a&gt; · &lt;a href=&quot;reset&quot;&gt;重置&lt;/a&gt;</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>%1× fewer</source>
        <translation>少 %1×</translation>
    </message>
    <message>
        <source>%1× more</source>
        <translation>多 %1×</translation>
    </message>
    <message>
        <source>Estimate from the first %1 of %2 images, with its 95 % interval</source>
        <translation>由 %2 张图像中的前 %1 张估计，含 95 % 区间</translation>
    </message>
    <message>
        <source>All %1 images</source>
        <translation>全部 %1 张图像</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>困惑度</translation>
    </message>
    <message>
        <source>How many words the next one seems to be drawn from; less is better</source>
        <translation>下一个词仿佛从多少个词中选出；越小越好</translation>
    </message>
    <message>
        <source>%1 exact</source>
        <translation>精确 %1</translation>
    </message>
    <message>
        <source>%1 (%2…%3)</source>
        <translation>%1 (%2…%3)</translation>
    </message>
    <message>
        <source>From %1 of %2 tokens, with 95 % confidence between %3 and %4</source>
        <translation>取自 %2 个词元中的 %1 个，95 % 置信区间 %3 到 %4</translation>
    </message>
    <message>
        <source>Against given</source>
        <translation>与给定相比</translation>
    </message>
    <message>
        <source>What the file&apos;s own integers provision</source>
        <translation>文件自身的整数所需的预留</translation>
    </message>
    <message>
        <source>What the file decides</source>
        <translation>由文件决定的内容</translation>
    </message>
    <message>
        <source>As the file has it: %1. Bits, weight scale, quantizer and calibration are its own.</source>
        <translation>按文件给定：%1。位数、权重缩放、量化器和校准均由文件决定。</translation>
    </message>
    <message>
        <source>Weights are as the file has them: %1. What it keeps as floats, and data, are quantized as set.</source>
        <translation>权重按文件给定：%1。文件中保存为浮点的部分以及数据按设置量化。</translation>
    </message>
    <message>
        <source>Agreement with float</source>
        <translation>与浮点的一致率</translation>
    </message>
    <message>
        <source>The images have no labels: share of those whose best class is that of the float network, and the signal-to-noise ratio of the outputs against its own</source>
        <translation>图像没有标签：最佳类别与浮点网络相同的图像所占比例，以及输出相对浮点输出的信噪比</translation>
    </message>
    <message>
        <source>, %1 dB</source>
        <translation>，%1 dB</translation>
    </message>
    <message>
        <source>The data have no labels and the outputs are values: their signal-to-noise ratio against those of the float network</source>
        <translation>数据没有标签，输出是数值：其相对浮点网络输出的信噪比</translation>
    </message>
    <message>
        <source>SQNR of the outputs</source>
        <translation>输出的 SQNR</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>From %1 of %2 samples</source>
        <translation>来自 %1 个样本，共 %2 个</translation>
    </message>
    <message>
        <source>From %1 of %2 images</source>
        <translation>来自 %1 张图像，共 %2 张</translation>
    </message>
    <message>
        <source>The samples have no labels: share of those whose best class is that of the float network, and the signal-to-noise ratio of the outputs against its own</source>
        <translation>样本没有标签：最佳类别与浮点网络相同的样本所占比例，以及输出相对浮点输出的信噪比</translation>
    </message>
    <message>
        <source>Share of samples, or of their places, whose best class is the label</source>
        <translation>最佳类别即为标签的样本或其位置所占比例</translation>
    </message>
    <message>
        <source>Estimate from the first %1 of %2 samples, with its 95 % interval</source>
        <translation>由 %2 个样本中的前 %1 个估计，含 95 % 区间</translation>
    </message>
    <message>
        <source>All %1 samples</source>
        <translation>全部 %1 个样本</translation>
    </message>
</context>
<context>
    <name>termscope::ShapeMap</name>
    <message>
        <source>outputs stationary</source>
        <translation>输出驻留</translation>
    </message>
    <message>
        <source>weights stationary</source>
        <translation>权重驻留</translation>
    </message>
    <message>
        <source>inputs stationary</source>
        <translation>输入驻留</translation>
    </message>
    <message>
        <source>Cycles by rows, columns and dataflow</source>
        <translation>按行数、列数和数据流的周期数</translation>
    </message>
    <message>
        <source>%1×%2 cells, %3: %4 cycles</source>
        <translation>%1×%2 个单元，%3：%4 个周期</translation>
    </message>
    <message>
        <source>Cycles of the network by array shape</source>
        <translation>网络的周期数随阵列形状的变化</translation>
    </message>
    <message>
        <source>%1×%2 cells, which the map does not have</source>
        <translation>%1×%2 个单元，不在图中</translation>
    </message>
    <message>
        <source>Array shapes</source>
        <translation>阵列形状</translation>
    </message>
    <message>
        <source>Take the shape beside, above, below</source>
        <translation>采用旁边、上方、下方的形状</translation>
    </message>
</context>
<context>
    <name>termscope::ShortcutDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Search shortcuts</source>
        <translation>搜索快捷键</translation>
    </message>
    <message>
        <source>A key or what it does</source>
        <translation>按键或其作用</translation>
    </message>
    <message>
        <source>Shows only keys that have this in their name or in what they do</source>
        <translation>只显示名称或作用中含有此文字的按键</translation>
    </message>
    <message>
        <source>Shortcuts by topic</source>
        <translation>按主题列出的快捷键</translation>
    </message>
    <message>
        <source>Keys and what they do, by topic</source>
        <translation>按主题列出的按键及其作用</translation>
    </message>
    <message>
        <source>The keys of a topic work while what it names has the focus; those of menus work always.</source>
        <translation>某主题的按键在其所指部分有焦点时有效；菜单的按键始终有效。</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Close the list (Esc)</source>
        <translation>关闭列表 (Esc)</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>任何位置</translation>
    </message>
    <message>
        <source>Go to the next control, to the one before</source>
        <translation>移到下一个、上一个控件</translation>
    </message>
    <message>
        <source>In a row of tabs: go to the tab beside it</source>
        <translation>在一排标签页中：切换到相邻的标签页</translation>
    </message>
    <message>
        <source>Press the button, switch the option</source>
        <translation>按下按钮，切换选项</translation>
    </message>
    <message>
        <source>Change the number, the slider, the choice; take the next row</source>
        <translation>改变数值、滑块、选项；移到下一行</translation>
    </message>
    <message>
        <source>Open the menu of a view: its options, save and copy</source>
        <translation>打开视图的菜单：选项、保存和复制</translation>
    </message>
    <message>
        <source>Alt + underlined letter</source>
        <translation>Alt + 带下划线的字母</translation>
    </message>
    <message>
        <source>Go to the control, open the menu</source>
        <translation>移到该控件，打开该菜单</translation>
    </message>
    <message>
        <source>While presenting</source>
        <translation>演示时</translation>
    </message>
</context>
<context>
    <name>termscope::StepLengthPlot</name>
    <message>
        <source>Step lengths</source>
        <translation>步长</translation>
    </message>
    <message>
        <source>Occupancy</source>
        <translation>占用</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>cycle</source>
        <translation>周期</translation>
    </message>
    <message>
        <source>cycles</source>
        <translation>周期</translation>
    </message>
    <message>
        <source>share of the array (%)</source>
        <translation>阵列的比例 (%)</translation>
    </message>
    <message>
        <source>No product is mapped.</source>
        <translation>没有映射任何乘积。</translation>
    </message>
    <message>
        <source>all folds</source>
        <translation>全部轮次</translation>
    </message>
    <message>
        <source>Show the whole run in place of the TR array&apos;s fold under way.</source>
        <translation>显示整个运行过程，而不是 TR 阵列当前的一轮。</translation>
    </message>
    <message>
        <source>%1: with operands</source>
        <translation>%1：有操作数</translation>
    </message>
    <message>
        <source>%1: doing work</source>
        <translation>%1：在工作</translation>
    </message>
    <message>
        <source>%1: provisioned</source>
        <translation>%1：预留</translation>
    </message>
    <message>
        <source>%1: slowest cell</source>
        <translation>%1：最慢的单元</translation>
    </message>
    <message>
        <source>%1: mean</source>
        <translation>%1：平均</translation>
    </message>
    <message>
        <source>The first %1 of %2 steps.</source>
        <translation>%2 步中的前 %1 步。</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>TR&apos;s step %1</source>
        <translation>TR 的第 %1 步</translation>
    </message>
    <message>
        <source>Take the clock to the step</source>
        <translation>把时钟移到该步</translation>
    </message>
</context>
<context>
    <name>termscope::StepPlayer</name>
    <message>
        <source>Back to the start</source>
        <translation>回到开头</translation>
    </message>
    <message>
        <source>Back to the start (Home)</source>
        <translation>回到开头 (Home)</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>后退一步</translation>
    </message>
    <message>
        <source>Step back (Left)</source>
        <translation>后退一步（左箭头）</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Play or pause (Space)</source>
        <translation>播放或暂停（空格）</translation>
    </message>
    <message>
        <source>Step forward</source>
        <translation>前进一步</translation>
    </message>
    <message>
        <source>Step forward (Right)</source>
        <translation>前进一步（右箭头）</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>%1 of %1</source>
        <translation>%1 / %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>paused while you point</source>
        <translation>指向时暂停</translation>
    </message>
    <message>
        <source>Drag to any step; Left and Right go one step</source>
        <translation>拖到任意一步；左右箭头移动一步</translation>
    </message>
    <message>
        <source>Steps, on the slider or the picture</source>
        <translation>步进（在滑块或图上）</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>播放或暂停</translation>
    </message>
    <message>
        <source>One step back, one on</source>
        <translation>后退、前进一步</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>到末尾</translation>
    </message>
</context>
<context>
    <name>termscope::StripController</name>
    <message>
        <source>no network</source>
        <translation>没有网络</translation>
    </message>
    <message>
        <source>evaluating …</source>
        <translation>正在评估…</translation>
    </message>
    <message>
        <source>weights %1, data %2</source>
        <translation>权重 %1，数据 %2</translation>
    </message>
</context>
<context>
    <name>termscope::TermGrid</name>
    <message>
        <source>Term grid</source>
        <translation>项网格</translation>
    </message>
    <message>
        <source>waterline at %1</source>
        <translation>水位线在 %1</translation>
    </message>
    <message>
        <source>nothing is kept</source>
        <translation>没有保留任何项</translation>
    </message>
    <message>
        <source>%1 values, %2 of %3 terms kept, %4</source>
        <translation>%1 个数值，保留 %3 项中的 %2 项，%4</translation>
    </message>
    <message>
        <source>Each row is a value, each column a power of two. A filled cell is a term that is kept, a dashed and struck one is dropped. Drag the waterline, or use the arrow keys, to change the budget k; with Shift they point at a cell.</source>
        <translation>每行是一个数值，每列是一个 2 的幂。填充的格是保留的项，虚线并划掉的格是舍弃的项。拖动水位线或使用方向键来改变预算 k；按住 Shift 时方向键指向某一格。</translation>
    </message>
    <message>
        <source>%1 of %2 terms kept</source>
        <translation>保留 %2 项中的 %1 项</translation>
    </message>
    <message>
        <source>%1, waterline at %2</source>
        <translation>%1，水位线在 %2</translation>
    </message>
    <message>
        <source>%1: values by exponents</source>
        <translation>%1：按指数列出的数值</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1, kept</source>
        <translation>%1，保留</translation>
    </message>
    <message>
        <source>%1, dropped</source>
        <translation>%1，舍弃</translation>
    </message>
    <message>
        <source>%1[%2], %3: %4</source>
        <translation>%1[%2]，%3：%4</translation>
    </message>
    <message>
        <source>Grids of terms</source>
        <translation>项网格</translation>
    </message>
    <message>
        <source>Keep lit what is pointed at, or let it go</source>
        <translation>使所指内容保持突出，或取消</translation>
    </message>
    <message>
        <source>Point at nothing</source>
        <translation>不指向任何内容</translation>
    </message>
    <message>
        <source>Point at another value, at another exponent</source>
        <translation>指向另一个数值、另一个指数</translation>
    </message>
    <message>
        <source>One term more, one less</source>
        <translation>多一项，少一项</translation>
    </message>
    <message>
        <source>On to the next exponent, back to the one before</source>
        <translation>到下一个指数，回到上一个</translation>
    </message>
    <message>
        <source>The smallest budget</source>
        <translation>最小的预算</translation>
    </message>
    <message>
        <source>Keep all terms</source>
        <translation>保留所有项</translation>
    </message>
</context>
<context>
    <name>termscope::TermHistogramPlot</name>
    <message>
        <source>%1 % of values need ≤ %2 %3 (%4)</source>
        <translation>%1 % 的数值需要 ≤ %2 %3（%4）</translation>
    </message>
    <message>
        <source>term</source>
        <translation>项</translation>
    </message>
    <message>
        <source>terms</source>
        <translation>项</translation>
    </message>
    <message>
        <source>Terms per value</source>
        <translation>每个数值的项数</translation>
    </message>
    <message>
        <source>terms per value</source>
        <translation>每个数值的项数</translation>
    </message>
    <message>
        <source>share of values (%)</source>
        <translation>数值的比例 (%)</translation>
    </message>
    <message>
        <source>cumulative share (%)</source>
        <translation>累计比例 (%)</translation>
    </message>
    <message>
        <source>Choose a layer to see how many terms its values have.</source>
        <translation>选择一层，查看其数值有多少项。</translation>
    </message>
    <message>
        <source>revealed</source>
        <translation>显露后</translation>
    </message>
    <message>
        <source>HESE 2020</source>
        <translation>HESE 2020</translation>
    </message>
    <message>
        <source>Shows the encoding of the code published in 2020 as well.</source>
        <translation>同时显示 2020 年发布的代码所用的编码。</translation>
    </message>
    <message>
        <source>%1, cumulative</source>
        <translation>%1，累计</translation>
    </message>
    <message>
        <source>%1; mean %2. After revealing: mean %3.</source>
        <translation>%1；平均 %2。显露后：平均 %3。</translation>
    </message>
    <message>
        <source>1 term</source>
        <translation>1 项</translation>
    </message>
    <message>
        <source>%1 terms</source>
        <translation>%1 项</translation>
    </message>
    <message>
        <source>
%1: %2 %, up to here %3 %</source>
        <translation>
%1：%2 %，累计 %3 %</translation>
    </message>
</context>
<context>
    <name>termscope::TermPicker</name>
    <message>
        <source>2 to the power of %1, which is %2: nothing, plus, minus</source>
        <translation>2 的 %1 次方，即 %2：无、加、减</translation>
    </message>
    <message>
        <source>%1: not taken</source>
        <translation>%1：未取</translation>
    </message>
    <message>
        <source>plus %1</source>
        <translation>加 %1</translation>
    </message>
    <message>
        <source>minus %1</source>
        <translation>减 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n term(s): %1 = %2</source>
        <translation>
            <numerusform>%n 项：%1 = %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>termscope::TermsPage</name>
    <message>
        <source>Weights of the group</source>
        <translation>该组的权重</translation>
    </message>
    <message>
        <source>Activations that meet them</source>
        <translation>与之相乘的激活值</translation>
    </message>
    <message>
        <source>Term &amp;pairs of the dot product</source>
        <translation>点积的项对(&amp;P)</translation>
    </message>
    <message>
        <source>P&amp;airs of all the layer&apos;s dot products</source>
        <translation>该层所有点积的项对(&amp;A)</translation>
    </message>
    <message>
        <source>Terms of a group of weights</source>
        <translation>一组权重的项</translation>
    </message>
    <message>
        <source>Terms of the activations</source>
        <translation>激活值的项</translation>
    </message>
    <message>
        <source>No activations: the first token of a text has nothing before it.</source>
        <translation>没有激活值：文本的第一个词元之前没有内容。</translation>
    </message>
    <message>
        <source>Computing the activations …</source>
        <translation>正在计算激活值…</translation>
    </message>
    <message>
        <source>Counting …</source>
        <translation>正在计数…</translation>
    </message>
    <message>
        <source>Every activation keeps all its terms. Scale %1.</source>
        <translation>每个激活值保留其全部项。缩放因子 %1。</translation>
    </message>
    <message>
        <source>Every activation keeps its s = %1 largest terms. Scale %2.</source>
        <translation>每个激活值保留其最大的 s = %1 项。缩放因子 %2。</translation>
    </message>
    <message>
        <source>This layer runs in float32 by its own settings. Shown is what %1-bit quantization would make of it: %2 terms.</source>
        <translation>该层按自己的设置以 float32 运行。这里显示 %1 位量化会得到的结果：%2 项。</translation>
    </message>
    <message>
        <source>This layer stays at plain quantization by its own settings: all %1 terms are kept.</source>
        <translation>该层按自己的设置保持普通量化：全部 %1 项都保留。</translation>
    </message>
    <message>
        <source>This layer stays at plain quantization: all %1 terms are kept. Revealed are neither the first convolution, nor depthwise ones, nor layers with fewer than g = %2 inputs.</source>
        <translation>该层保持普通量化：全部 %1 项都保留。首个卷积、深度卷积和输入少于 g = %2 的层不做项显露。</translation>
    </message>
    <message>
        <source>nothing shows</source>
        <translation>没有露出</translation>
    </message>
    <message>
        <source>Budget k = %1: %2 of %3 terms kept, %4 dropped, %5. Drag the waterline to change k.</source>
        <translation>预算 k = %1：保留 %3 项中的 %2 项，舍弃 %4 项，%5。拖动水位线可改变 k。</translation>
    </message>
    <message>
        <source>HE&amp;SE step by step</source>
        <translation>HESE 逐步演示(&amp;S)</translation>
    </message>
    <message>
        <source> Stored as %1, zero point %2.</source>
        <translation> 存储为 %1，零点 %2。</translation>
    </message>
    <message>
        <source> Groups are cut at the borders of blocks of %1.</source>
        <translation> 组在每 %1 个一块的边界处切开。</translation>
    </message>
    <message>
        <source>This layer runs on the file&apos;s own integers and is not revealed: all %1 terms are kept.</source>
        <translation>该层使用文件自己的整数运行，不做显露：保留全部 %1 项。</translation>
    </message>
    <message>
        <source>waterline at %1</source>
        <translation>水位线在 %1</translation>
    </message>
    <message>
        <source>A product of two activations: no sample is known that it could be shown for.</source>
        <translation>两个激活值的乘积：没有可用来显示它的样本。</translation>
    </message>
    <message>
        <source>Key %1 of head %2 stays in the array; x is the last query.</source>
        <translation>头 %2 的键 %1 留在阵列中；x 是最后一个查询。</translation>
    </message>
    <message>
        <source>Column %1 of the values of head %2 stays in the array; x is the last row of scores.</source>
        <translation>头 %2 的值的第 %1 列留在阵列中；x 是分数的最后一行。</translation>
    </message>
    <message>
        <source>Column %1 of product %2 stays in the array; x is the last row that meets it.</source>
        <translation>乘积 %2 的第 %1 列留在阵列中；x 是与它相乘的最后一行。</translation>
    </message>
    <message>
        <source>It runs in float32; shown is what quantization would make of it. The setting “Attention” reveals it.</source>
        <translation>它以 float32 运行；这里显示量化后的样子。设置“注意力”可将其显露。</translation>
    </message>
    <message>
        <source>All its terms are kept.</source>
        <translation>保留其所有项。</translation>
    </message>
</context>
<context>
    <name>termscope::TextDialog</name>
    <message>
        <source>Open text</source>
        <translation>打开文本</translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>文本(&amp;T)</translation>
    </message>
    <message>
        <source>Tokens between blanks, or their numbers (an npz or npy file too); gzipped or not</source>
        <translation>以空格分隔的词元，或词元的编号（也可为 npz 或 npy 文件）；可用 gzip 压缩</translation>
    </message>
    <message>
        <source>&amp;Vocabulary</source>
        <translation>词表(&amp;V)</translation>
    </message>
    <message>
        <source>The tokens the network knows, one a line, number 0 first</source>
        <translation>网络认识的词元，每行一个，从编号 0 开始</translation>
    </message>
    <message>
        <source>Open vocabulary</source>
        <translation>打开词表</translation>
    </message>
    <message>
        <source>none: the example&apos;s, or tokens numbered as they appear</source>
        <translation>无：用示例的词表，或按出现顺序给词元编号</translation>
    </message>
    <message>
        <source>Parts of equal length that the text is cut into, read side by side, each from a state of zeros</source>
        <translation>把文本切成的等长部分，并行读取，各自从零状态开始</translation>
    </message>
    <message>
        <source>&amp;Streams</source>
        <translation>路数(&amp;S)</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>time first: [time, streams]</source>
        <translation>时间在前：[时间, 流]</translation>
    </message>
    <message>
        <source>streams first: [streams, time]</source>
        <translation>流在前：[流, 时间]</translation>
    </message>
    <message>
        <source>How the network takes its tokens</source>
        <translation>网络接收词元的方式</translation>
    </message>
    <message>
        <source>Token &amp;order</source>
        <translation>词元顺序(&amp;O)</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Tokens that are evaluated, the first ones of every stream</source>
        <translation>评估的词元数，取每路最前面的</translation>
    </message>
    <message>
        <source>&amp;Evaluate tokens</source>
        <translation>评估词元数(&amp;E)</translation>
    </message>
    <message>
        <source>Browse …</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Text (*.txt *.gz *.tokens *.npz *.npy);;All files (*)</source>
        <translation>文本 (*.txt *.gz *.tokens *.npz *.npy);;所有文件 (*)</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>窗口(&amp;W)</translation>
    </message>
    <message>
        <source>Tokens of a stream that are read at a time. A network without states, as decoders of transformers are, sees no others before them.</source>
        <translation>一次读取的每路词元数。没有状态的网络（如 Transformer 的解码器）看不到此前的其他词元。</translation>
    </message>
</context>
<context>
    <name>termscope::TextStrip</name>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Open a text to see it here (File &gt; Open text).</source>
        <translation>打开文本即可在此查看（文件 &gt; 打开文本）。</translation>
    </message>
    <message>
        <source>Click a word to see what is expected in its place.</source>
        <translation>单击某个词，查看该处预期的词。</translation>
    </message>
    <message>
        <source>Place in the text</source>
        <translation>文本中的位置</translation>
    </message>
    <message>
        <source>Number of the token</source>
        <translation>词元的编号</translation>
    </message>
    <message>
        <source>P&amp;redict token</source>
        <translation>预测词元(&amp;R)</translation>
    </message>
    <message>
        <source> of 1…%1</source>
        <translation> / 1…%1</translation>
    </message>
    <message>
        <source>Drag through the text</source>
        <translation>在文本中拖动</translation>
    </message>
    <message>
        <source>The token that is predicted from those before it</source>
        <translation>由之前的词元预测的词元</translation>
    </message>
</context>
<context>
    <name>termscope::TimingTable</name>
    <message>
        <source>M</source>
        <translation>M</translation>
    </message>
    <message>
        <source>K</source>
        <translation>K</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>Folds</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>%1: cycles</source>
        <translation>%1：周期</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>比值</translation>
    </message>
    <message>
        <source>Mapping %</source>
        <translation>映射 %</translation>
    </message>
    <message>
        <source>SRAM reads</source>
        <translation>SRAM 读</translation>
    </message>
    <message>
        <source>SRAM writes</source>
        <translation>SRAM 写</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Cycles of every layer</source>
        <translation>每层的周期数</translation>
    </message>
    <message>
        <source>Copy selected rows</source>
        <translation>复制所选行</translation>
    </message>
    <message>
        <source>Return races the layer, Ctrl+C copies the selected rows</source>
        <translation>回车以该层竞速，Ctrl+C 复制所选行</translation>
    </message>
    <message>
        <source>So&amp;rt by</source>
        <translation>排序方式(&amp;R)</translation>
    </message>
    <message>
        <source>%1: used %</source>
        <translation>%1: 利用 %</translation>
    </message>
</context>
<context>
    <name>termscope::Typesetter</name>
    <message>
        <source>Answer: %1</source>
        <translation>答案：%1</translation>
    </message>
    <message>
        <source>Write + or − below the powers that you take.</source>
        <translation>在所取的幂下方写 + 或 −。</translation>
    </message>
</context>
<context>
    <name>termscope::UnitCostEditor</name>
    <message>
        <source>Unit cost</source>
        <translation>单位成本</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Unit costs of the energy model</source>
        <translation>能耗模型的单位成本</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Unit costs from a JSON file</source>
        <translation>从 JSON 文件读取单位成本</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>These unit costs as a JSON file; the command line&apos;s --costs takes it</source>
        <translation>将这些单位成本存为 JSON 文件；命令行的 --costs 可使用它</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>The unit costs that TermScope brings along</source>
        <translation>TermScope 自带的单位成本</translation>
    </message>
    <message>
        <source>Edited by the user</source>
        <translation>由用户修改</translation>
    </message>
    <message>
        <source>%1: expected a number from 0 to 10^12; the value stays as it was.</source>
        <translation>%1：需要 0 到 10^12 之间的数；数值保持不变。</translation>
    </message>
    <message>
        <source>Unit costs (*.json)</source>
        <translation>单位成本 (*.json)</translation>
    </message>
    <message>
        <source>Save unit costs</source>
        <translation>保存单位成本</translation>
    </message>
    <message>
        <source>Open unit costs</source>
        <translation>打开单位成本</translation>
    </message>
    <message>
        <source>F2 edits the value</source>
        <translation>F2 编辑数值</translation>
    </message>
</context>
<context>
    <name>termscope::ViewWriter</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Open this view in TermScope</source>
        <translation>在 TermScope 中打开此视图</translation>
    </message>
    <message>
        <source>Term pairs per multiply-accumulate, and what the network still does</source>
        <translation>每次乘累加的项对，以及网络此时的表现</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>The data of “%1”</source>
        <translation>“%1”的数据</translation>
    </message>
    <message>
        <source>The first %1 of %2 rows; “Save data” in the menu of the view writes all of them.</source>
        <translation>%2 行中的前 %1 行；视图菜单中的“将数据另存为”可写出全部。</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Symbol</source>
        <translation>符号</translation>
    </message>
    <message>
        <source>Layer %1</source>
        <translation>层 %1</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>embedded example: %1</source>
        <translation>内置示例：%1</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>The method: </source>
        <translation>方法： </translation>
    </message>
</context>
<context>
    <name>termscope::WeightHistogramPlot</name>
    <message>
        <source>Weights before and after</source>
        <translation>权重的前后对比</translation>
    </message>
    <message>
        <source>weight value</source>
        <translation>权重值</translation>
    </message>
    <message>
        <source>share of weights (%)</source>
        <translation>权重的比例 (%)</translation>
    </message>
    <message>
        <source>Choose a layer to see how its weights are distributed.</source>
        <translation>选择一层，查看其权重的分布。</translation>
    </message>
    <message>
        <source>float</source>
        <translation>float</translation>
    </message>
    <message>
        <source>quantized</source>
        <translation>量化后</translation>
    </message>
    <message>
        <source>revealed</source>
        <translation>显露后</translation>
    </message>
    <message>
        <source>log y</source>
        <translation>对数 y</translation>
    </message>
    <message>
        <source>Logarithmic share axis: rare weights show.</source>
        <translation>对数比例轴：可看到少见的权重。</translation>
    </message>
    <message>
        <source>%1 … %2</source>
        <translation>%1 … %2</translation>
    </message>
    <message>
        <source>all weights</source>
        <translation>所有权重</translation>
    </message>
    <message>
        <source>Shows the axis up to the largest weight, not only to where most of them are.</source>
        <translation>坐标轴显示到最大权重，而不只到大多数权重所在处。</translation>
    </message>
    <message>
        <source>in the file</source>
        <translation>文件中</translation>
    </message>
    <message>
        <source>its integers</source>
        <translation>其整数</translation>
    </message>
    <message>
        <source>%1 of %2 weights lie beyond, up to ±%3.</source>
        <translation>%2 个权重中有 %1 个在此之外，最大 ±%3。</translation>
    </message>
    <message>
        <source>Left out: %1 that are not a number, %2 infinite.</source>
        <translation>未计入：%1 个非数值，%2 个无穷大。</translation>
    </message>
    <message>
        <source>largest integers: ±%1 to ±%2</source>
        <translation>最大整数：±%1 到 ±%2</translation>
    </message>
    <message>
        <source>largest integer: ±%1</source>
        <translation>最大整数：±%1</translation>
    </message>
</context>
<context>
    <name>termscope::WeightMapPlot</name>
    <message>
        <source>Move the cursor from cell to cell</source>
        <translation>在单元格之间移动光标</translation>
    </message>
    <message>
        <source>Show less, show more</source>
        <translation>缩小或扩大显示范围</translation>
    </message>
    <message>
        <source>Show everything again</source>
        <translation>重新显示全部</translation>
    </message>
    <message>
        <source>Put the cursor away</source>
        <translation>隐藏光标</translation>
    </message>
    <message>
        <source>Map of the weights</source>
        <translation>权重图</translation>
    </message>
    <message>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>output and kernel position</source>
        <translation>输出与卷积核位置</translation>
    </message>
    <message>
        <source>Choose a layer to see its weights as a picture.</source>
        <translation>选择一层，以图像查看其权重。</translation>
    </message>
    <message>
        <source>A cell has %1 × %2 weights and shows the largest of them.</source>
        <translation>每个单元包含 %1 × %2 个权重，显示其中最大的。</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 到 %2</translation>
    </message>
    <message>
        <source>row %1, input %2: %3</source>
        <translation>第 %1 行，输入 %2：%3</translation>
    </message>
</context>
<context>
    <name>termscope::WeightsPage</name>
    <message>
        <source>∞ dB (no error)</source>
        <translation>∞ dB（无误差）</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>Quantization errors of the layer</source>
        <translation>该层的量化误差</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>The layers of the network that have weights. Choose one to see its weights below.</source>
        <translation>网络中带权重的层。选择一层，在下方查看其权重。</translation>
    </message>
    <message>
        <source>%1 layers</source>
        <translation>%1 层</translation>
    </message>
    <message>
        <source>SQNR %1, mean absolute error %2</source>
        <translation>SQNR %1，平均绝对误差 %2</translation>
    </message>
    <message>
        <source>&lt;b&gt;Revealed&lt;/b&gt; (k = %1 of every g = %2): %3. %4 of %5 terms kept (%6 %).</source>
        <translation>&lt;b&gt;显露后&lt;/b&gt;（每 g = %2 个保留 k = %1 项）：%3。保留 %5 项中的 %4 项（%6 %）。</translation>
    </message>
    <message>
        <source>&lt;b&gt;Runs in float32&lt;/b&gt; by its own settings.</source>
        <translation>按自己的设置&lt;b&gt;以 float32 运行&lt;/b&gt;。</translation>
    </message>
    <message>
        <source>&lt;b&gt;Not revealed&lt;/b&gt;: the layer stays at plain quantization.</source>
        <translation>&lt;b&gt;不做项显露&lt;/b&gt;：该层保持普通量化。</translation>
    </message>
    <message>
        <source>&lt;b&gt;Not revealed&lt;/b&gt;: first and depthwise convolutions and layers with fewer than g = %1 inputs stay at plain quantization.</source>
        <translation>&lt;b&gt;不做项显露&lt;/b&gt;：首个卷积、深度卷积和输入少于 g = %1 的层保持普通量化。</translation>
    </message>
    <message>
        <source>&lt;b&gt;Quantized&lt;/b&gt; to %1 bits: %2. %3</source>
        <translation>&lt;b&gt;量化&lt;/b&gt;为 %1 位：%2。%3</translation>
    </message>
    <message>
        <source>Layers with weights; choose one or several</source>
        <translation>带权重的层；可选一层或多层</translation>
    </message>
    <message>
        <source>&lt;b&gt;As the file has it&lt;/b&gt;: %1. %2</source>
        <translation>&lt;b&gt;按文件给定&lt;/b&gt;：%1。%2</translation>
    </message>
    <message>
        <source>&lt;b&gt;Not revealed&lt;/b&gt;: it runs on these integers.</source>
        <translation>&lt;b&gt;未显露&lt;/b&gt;：该层使用这些整数运行。</translation>
    </message>
    <message>
        <source>Pictures of the weights</source>
        <translation>权重的图像</translation>
    </message>
    <message>
        <source>&amp;Distribution</source>
        <translation>分布(&amp;D)</translation>
    </message>
    <message>
        <source>O&amp;utputs</source>
        <translation>输出(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Map</source>
        <translation>权重图(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;All layers</source>
        <translation>所有层(&amp;A)</translation>
    </message>
    <message>
        <source>Layers whose name contains</source>
        <translation>名称包含的层</translation>
    </message>
    <message>
        <source>part of a name</source>
        <translation>名称的一部分</translation>
    </message>
    <message>
        <source>Shows only layers with this in their name</source>
        <translation>只显示名称中含有此内容的层</translation>
    </message>
    <message>
        <source>Layers of the kind</source>
        <translation>此类型的层</translation>
    </message>
    <message>
        <source>Shows only layers of this kind</source>
        <translation>只显示此类型的层</translation>
    </message>
    <message>
        <source>Order and columns</source>
        <translation>排序与列</translation>
    </message>
    <message>
        <source>What the list is sorted by, and which columns it has; a click on a column&apos;s title sorts, too</source>
        <translation>列表按什么排序、有哪些列；单击列标题也可排序</translation>
    </message>
    <message>
        <source>So&amp;rt by</source>
        <translation>排序依据(&amp;R)</translation>
    </message>
    <message>
        <source>Sho&amp;w</source>
        <translation>显示(&amp;W)</translation>
    </message>
    <message>
        <source>all kinds</source>
        <translation>所有类型</translation>
    </message>
    <message>
        <source>&lt;b&gt;Cannot be quantized&lt;/b&gt;: %1 of its weights are not a number, %2 are infinite.</source>
        <translation>&lt;b&gt;无法量化&lt;/b&gt;：其权重中有 %1 个非数值，%2 个无穷大。</translation>
    </message>
    <message>
        <source>&lt;b&gt;A product of two activations&lt;/b&gt;: it has no weights. What stays in the array is known when the network runs; the page of terms shows it for a sample.</source>
        <translation>&lt;b&gt;两个激活值的乘积&lt;/b&gt;：没有权重。留在阵列中的值在网络运行时才知道；“项”页面会针对一个样本显示它。</translation>
    </message>
</context>
<context>
    <name>termscope::WelcomePage</name>
    <message>
        <source>&lt;h1&gt;TermScope&lt;/h1&gt;&lt;p&gt;Every weight is a sum of signed powers of two: 27 = 2&lt;sup&gt;5&lt;/sup&gt; − 2&lt;sup&gt;2&lt;/sup&gt; − 2&lt;sup&gt;0&lt;/sup&gt;. Term Revealing keeps the largest terms of each group of weights and drops the rest. Open a trained network, drag the term budget, and see what becomes of weights, accuracy, work and hardware.&lt;/p&gt;</source>
        <translation>&lt;h1&gt;TermScope&lt;/h1&gt;&lt;p&gt;每个权重都是带符号的 2 的幂之和：27 = 2&lt;sup&gt;5&lt;/sup&gt; − 2&lt;sup&gt;2&lt;/sup&gt; − 2&lt;sup&gt;0&lt;/sup&gt;。项显露 (Term Revealing) 保留每组权重中最大的项，舍弃其余的项。打开一个已训练的网络，拖动项预算，看看权重、准确率、计算量和硬件会怎样变化。&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Show this page at the &amp;start</source>
        <translation>启动时显示此页(&amp;S)</translation>
    </message>
    <message>
        <source>Otherwise the program begins with the weights of the first example</source>
        <translation>否则程序从第一个示例的权重开始</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Open a network …</source>
        <translation>打开网络…</translation>
    </message>
    <message>
        <source>Open images …</source>
        <translation>打开图像…</translation>
    </message>
    <message>
        <source>IDX, CIFAR or npz, with labels</source>
        <translation>IDX、CIFAR 或 npz，带标签</translation>
    </message>
    <message>
        <source>Open an image folder …</source>
        <translation>打开图像文件夹…</translation>
    </message>
    <message>
        <source>JPEG and PNG, a folder for each class</source>
        <translation>JPEG 和 PNG，每类一个文件夹</translation>
    </message>
    <message>
        <source>Open a text …</source>
        <translation>打开文本…</translation>
    </message>
    <message>
        <source>Words for a language model</source>
        <translation>供语言模型使用的词</translation>
    </message>
    <message>
        <source>Open a session …</source>
        <translation>打开会话…</translation>
    </message>
    <message>
        <source>Settings, view and files saved before</source>
        <translation>先前保存的设置、视图和文件</translation>
    </message>
    <message>
        <source>Files and termscope: links can be dropped anywhere on the window.</source>
        <translation>文件和 termscope: 链接可以拖放到窗口的任何位置。</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>最近的文件</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>课程</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>✓ done</source>
        <translation>✓ 已完成</translation>
    </message>
    <message numerus="yes">
        <source>%n steps</source>
        <translation>
            <numerusform>%n 步</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 steps done</source>
        <translation>已完成 %1 / %2 步</translation>
    </message>
    <message>
        <source>%1 minutes · %2</source>
        <translation>%1 分钟 · %2</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>暂无。</translation>
    </message>
</context>
<context>
    <name>termscope::WindowCommands</name>
    <message>
        <source>Pa&amp;nes</source>
        <translation>窗格(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Find a command …</source>
        <translation>查找命令(&amp;F)…</translation>
    </message>
    <message>
        <source>Everything that can be done, by a part of its name</source>
        <translation>通过名称的一部分找到所有可执行的操作</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>All keys and what they do</source>
        <translation>所有按键及其作用</translation>
    </message>
    <message>
        <source>&amp;What&apos;s this?</source>
        <translation>这是什么(&amp;W)？</translation>
    </message>
    <message>
        <source>Then click what you want to know more about</source>
        <translation>然后单击您想进一步了解的内容</translation>
    </message>
    <message>
        <source>User &amp;guide</source>
        <translation>用户指南(&amp;G)</translation>
    </message>
    <message>
        <source>A page for each page of the window, and all definitions; built in</source>
        <translation>窗口的每一页对应一页，以及所有定义；内置</translation>
    </message>
</context>
<context>
    <name>termscope::Workbench</name>
    <message>
        <source>%1: computing this view needs more memory than there is.</source>
        <translation>%1：计算此视图所需内存超过现有内存。</translation>
    </message>
</context>
<context>
    <name>termscope::CurveBar</name>
    <message>
        <source>Pin</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Keeps a curve while the settings change.</source>
        <translation>在设置变化时保留一条曲线。</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>取点</translation>
    </message>
    <message>
        <source>Which budgets and bits the curves have points at.</source>
        <translation>曲线在哪些预算和位数处取点。</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>The curve of &amp;TR</source>
        <translation>TR 的曲线(&amp;T)</translation>
    </message>
    <message>
        <source>The curve of &amp;QT</source>
        <translation>QT 的曲线(&amp;Q)</translation>
    </message>
    <message>
        <source>TR at s = 1, 2, 3 and &amp;all</source>
        <translation>TR，s = 1、2、3 和全部(&amp;A)</translation>
    </message>
    <message>
        <source>TR at &amp;g = 4, 8, 16 and 32</source>
        <translation>TR，g = 4、8、16 和 32(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Remove all</source>
        <translation>全部移除(&amp;R)</translation>
    </message>
    <message>
        <source>Numbers with commas between them; empty: the usual ones.</source>
        <translation>用逗号隔开的数字；留空则用常用值。</translation>
    </message>
    <message>
        <source>Budgets k of TR</source>
        <translation>TR 的预算 k</translation>
    </message>
    <message>
        <source>Bits of QT</source>
        <translation>QT 的位数</translation>
    </message>
    <message>
        <source>%1: name, colour, settings, remove</source>
        <translation>%1：名称、颜色、设置、移除</translation>
    </message>
    <message>
        <source>Pinned curve %1</source>
        <translation>固定的曲线 %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Return takes the name.</source>
        <translation>按回车键采用此名称。</translation>
    </message>
    <message>
        <source>&amp;Colour</source>
        <translation>颜色(&amp;C)</translation>
    </message>
    <message>
        <source>Colour %1</source>
        <translation>颜色 %1</translation>
    </message>
    <message>
        <source>&amp;Set what it was made with</source>
        <translation>采用它的设置(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>移除(&amp;R)</translation>
    </message>
    <message>
        <source>Other number formats of weights, quantized without training, and machines that change no value, beside QT and TR.</source>
        <translation>除 QT 和 TR 外，还有不经训练量化的其他权重数字格式，以及不改变任何值的机器。</translation>
    </message>
    <message>
        <source>Axis</source>
        <translation>坐标轴</translation>
    </message>
    <message>
        <source>What the score is set against.</source>
        <translation>得分相对于什么绘制。</translation>
    </message>
    <message>
        <source>Number formats</source>
        <translation>数字格式</translation>
    </message>
    <message>
        <source>Machines that change no value</source>
        <translation>不改变任何值的机器</translation>
    </message>
    <message>
        <source>&amp;Data in the format too</source>
        <translation>数据也用该格式(&amp;D)</translation>
    </message>
    <message>
        <source>Data are written in the format of the weights as they run: MX, NVFP4 and FP8. The others are defined for weights alone, and their data stay integers of the data bits.</source>
        <translation>数据在运行时以权重的格式书写：MX、NVFP4 和 FP8。其他格式只为权重定义，其数据仍是数据位数的整数。</translation>
    </message>
    <message>
        <source>&amp;Provisioned pairs</source>
        <translation>预留项对(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Measured pairs</source>
        <translation>实测项对(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Bits per weight</source>
        <translation>每权重位数(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Size of all weights</source>
        <translation>全部权重的大小(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Cycles on the array of the Array page</source>
        <translation>“阵列”页阵列上的周期(&amp;C)</translation>
    </message>
</context>
<context>
    <name>termscope::CurvePins</name>
    <message>
        <source>name of a curve</source>
        <translation>曲线名称</translation>
    </message>
    <message>
        <source>colour of a curve</source>
        <translation>曲线颜色</translation>
    </message>
    <message>
        <source>remove all pinned curves</source>
        <translation>移除所有固定的曲线</translation>
    </message>
    <message>
        <source>pin a curve</source>
        <translation>固定一条曲线</translation>
    </message>
    <message>
        <source>pin several curves</source>
        <translation>固定多条曲线</translation>
    </message>
    <message>
        <source>remove a pinned curve</source>
        <translation>移除一条固定的曲线</translation>
    </message>
    <message>
        <source>number formats</source>
        <translation>数字格式</translation>
    </message>
    <message>
        <source>data of number formats</source>
        <translation>数字格式的数据</translation>
    </message>
    <message>
        <source>settings of a pinned curve</source>
        <translation>固定曲线的设置</translation>
    </message>
    <message>
        <source>points of the curves</source>
        <translation>曲线的取点</translation>
    </message>
    <message>
        <source>cost lines</source>
        <translation>成本线</translation>
    </message>
</context>
<context>
    <name>termscope::ImageDetail</name>
    <message>
        <source>Likeliest classes</source>
        <translation>最可能的类别</translation>
    </message>
    <message>
        <source>The likeliest classes of the chosen image, in float and at the present setting.</source>
        <translation>所选图像最可能的类别：浮点以及当前设置下。</translation>
    </message>
    <message>
        <source>Image %1: likeliest classes</source>
        <translation>图像 %1：最可能的类别</translation>
    </message>
    <message>
        <source>image %1</source>
        <translation>图像 %1</translation>
    </message>
</context>
<context>
    <name>termscope::DrawDialog</name>
    <message>
        <source>&amp;Move to the middle</source>
        <translation>移到中间(&amp;M)</translation>
    </message>
    <message>
        <source>Draw an image</source>
        <translation>画一张图像</translation>
    </message>
    <message>
        <source>The likeliest classes</source>
        <translation>最可能的类别</translation>
    </message>
    <message>
        <source>Moves what is drawn so that the middle of its mass is the middle, as MNIST&apos;s digits are</source>
        <translation>移动所画内容，使其重心居中，如同 MNIST 的数字</translation>
    </message>
    <message>
        <source>&amp;Clear</source>
        <translation>清除(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Open a picture …</source>
        <translation>打开图片(&amp;O) …</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>打开图片</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg);;All files (*)</source>
        <translation>图片 (*.png *.jpg *.jpeg);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Drawing needs a network of images and images that it takes.</source>
        <translation>绘制需要一个图像网络以及它能接受的图像。</translation>
    </message>
    <message>
        <source>Draw in the black square: white on black, as the images are.</source>
        <translation>请在黑色方框中画：黑底白字，与图像一致。</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>浮点</translation>
    </message>
    <message>
        <source>TR, k = %1, g = %2</source>
        <translation>TR，k = %1，g = %2</translation>
    </message>
    <message>
        <source>%1: %2 %</source>
        <translation>%1：%2 %</translation>
    </message>
    <message>
        <source>Both take it for &lt;b&gt;%1&lt;/b&gt;.</source>
        <translation>两者都认为是 &lt;b&gt;%1&lt;/b&gt;。</translation>
    </message>
    <message>
        <source>Float takes it for &lt;b&gt;%1&lt;/b&gt;, TR for &lt;b&gt;%2&lt;/b&gt;: this setting flips it.</source>
        <translation>浮点认为是 &lt;b&gt;%1&lt;/b&gt;，TR 认为是 &lt;b&gt;%2&lt;/b&gt;：此设置使其翻转。</translation>
    </message>
</context>
<context>
    <name>termscope::DrawingPad</name>
    <message>
        <source>Picture to draw on</source>
        <translation>绘图区</translation>
    </message>
    <message>
        <source>Arrow keys move the pen, Space draws, Delete clears</source>
        <translation>方向键移动画笔，空格绘制，Delete 清除</translation>
    </message>
    <message>
        <source>Draw with the mouse; the right button erases. Arrow keys move the pen, Space draws, Delete clears.</source>
        <translation>用鼠标绘制；右键擦除。方向键移动画笔，空格绘制，Delete 清除。</translation>
    </message>
</context>
<context>
    <name>termscope::ImagePreview</name>
    <message>
        <source>values %1 to %2, mean %3, spread %4</source>
        <translation>值 %1 到 %2，均值 %3，标准差 %4</translation>
    </message>
    <message>
        <source>The first images after preprocessing</source>
        <translation>预处理后的前几张图像</translation>
    </message>
    <message>
        <source>%1 images of %2 classes</source>
        <translation>%1 张图像，%2 个类别</translation>
    </message>
    <message>
        <source>%1 images without labels: agreement with the float network is shown in place of accuracy</source>
        <translation>%1 张图像没有标签：以与浮点网络的一致率代替准确率</translation>
    </message>
    <message>
        <source> They fit the network, which takes %1.</source>
        <translation> 它们适合该网络，网络接受 %1。</translation>
    </message>
</context>
<context>
    <name>termscope::ImagesDialog</name>
    <message>
        <source>A label for each image: IDX, npz, or for a folder a text of lines &quot;picture label&quot;</source>
        <translation>每张图像一个标签：IDX、npz，或对文件夹用每行“图片 标签”的文本</translation>
    </message>
    <message>
        <source>those that come with the images</source>
        <translation>随图像附带的</translation>
    </message>
    <message>
        <source>A line for each class, number 0 first</source>
        <translation>每个类别一行，从 0 号开始</translation>
    </message>
    <message>
        <source>those that come with the images, or numbers</source>
        <translation>随图像附带的，否则用编号</translation>
    </message>
    <message>
        <source>&amp;Try presets</source>
        <translation>试用预设(&amp;T)</translation>
    </message>
    <message>
        <source>Open images</source>
        <translation>打开图像</translation>
    </message>
    <message>
        <source>Browse …</source>
        <translation>浏览 …</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>IDX, npz, CIFAR, a picture, or a folder of JPEG and PNG</source>
        <translation>IDX、npz、CIFAR、一张图片，或含 JPEG 和 PNG 的文件夹</translation>
    </message>
    <message>
        <source>those of the example</source>
        <translation>示例自带的</translation>
    </message>
    <message>
        <source>&amp;File …</source>
        <translation>文件(&amp;F) …</translation>
    </message>
    <message>
        <source>Folder …</source>
        <translation>文件夹 …</translation>
    </message>
    <message>
        <source>Images (%1);;All files (*)</source>
        <translation>图像 (%1);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open image folder</source>
        <translation>打开图像文件夹</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Images that are evaluated, the first ones</source>
        <translation>参与评估的图像，取最前面的</translation>
    </message>
    <message>
        <source>&amp;Images</source>
        <translation>图像(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Labels</source>
        <translation>标签(&amp;L)</translation>
    </message>
    <message>
        <source>Open labels</source>
        <translation>打开标签</translation>
    </message>
    <message>
        <source>Class &amp;names</source>
        <translation>类别名称(&amp;N)</translation>
    </message>
    <message>
        <source>Open class names</source>
        <translation>打开类别名称</translation>
    </message>
    <message>
        <source>Eval&amp;uate</source>
        <translation>评估(&amp;U)</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>The float accuracy on the first %1 images under each preset</source>
        <translation>每个预设下前 %1 张图像的浮点准确率</translation>
    </message>
    <message>
        <source>Choose a file or a folder.</source>
        <translation>请选择文件或文件夹。</translation>
    </message>
</context>
<context>
    <name>termscope::NoticeBar</name>
    <message>
        <source>Open images …</source>
        <translation>打开图像 …</translation>
    </message>
    <message>
        <source>Open a text …</source>
        <translation>打开文本 …</translation>
    </message>
    <message>
        <source>Open a network …</source>
        <translation>打开网络 …</translation>
    </message>
    <message>
        <source>Open example</source>
        <translation>打开示例</translation>
    </message>
    <message>
        <source>Try presets</source>
        <translation>试用预设</translation>
    </message>
    <message>
        <source>It is right</source>
        <translation>没有问题</translation>
    </message>
    <message>
        <source>The float accuracy on the first %1 images under each preset</source>
        <translation>每个预设下前 %1 张图像的浮点准确率</translation>
    </message>
    <message>
        <source>Trying … %1 %</source>
        <translation>正在试用 … %1 %</translation>
    </message>
    <message>
        <source>Float accuracy is %1 %, no better than guessing (%2 %).</source>
        <translation>浮点准确率为 %1 %，不比猜测（%2 %）好。</translation>
    </message>
    <message>
        <source>Float accuracy is %1 %, far below the %2 % that the outputs&apos; own confidence says.</source>
        <translation>浮点准确率为 %1 %，远低于输出自身置信度所示的 %2 %。</translation>
    </message>
    <message>
        <source>%1 The images may need another preprocessing than is set now (%2), or their classes other numbers.</source>
        <translation>%1 图像可能需要与当前设置（%2）不同的预处理，或者类别需要不同的编号。</translation>
    </message>
</context>
<context>
    <name>termscope::PreprocessingFields</name>
    <message>
        <source>as it is</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>all of it</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>as stored</source>
        <translation>按存储</translation>
    </message>
    <message>
        <source>colour: red, green, blue</source>
        <translation>彩色：红、绿、蓝</translation>
    </message>
    <message>
        <source>colour: blue, green, red</source>
        <translation>彩色：蓝、绿、红</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>灰度</translation>
    </message>
    <message>
        <source>as the network takes it</source>
        <translation>按网络要求</translation>
    </message>
    <message>
        <source>channel by channel (NCHW)</source>
        <translation>逐通道 (NCHW)</translation>
    </message>
    <message>
        <source>pixel by pixel (NHWC)</source>
        <translation>逐像素 (NHWC)</translation>
    </message>
    <message>
        <source>found out</source>
        <translation>自动判断</translation>
    </message>
    <message>
        <source>channel by channel</source>
        <translation>逐通道</translation>
    </message>
    <message>
        <source>pixel by pixel</source>
        <translation>逐像素</translation>
    </message>
    <message>
        <source>One number, or those of red, green and blue</source>
        <translation>一个数，或红、绿、蓝各一个</translation>
    </message>
    <message>
        <source>The order in which an array of four axes holds the images</source>
        <translation>四维数组存放图像的顺序</translation>
    </message>
    <message>
        <source>What pixels of 0 to 255 are divided by</source>
        <translation>0 到 255 的像素除以的数</translation>
    </message>
    <message>
        <source>&amp;Preprocessing</source>
        <translation>预处理(&amp;P)</translation>
    </message>
    <message>
        <source>Shorter &amp;side to</source>
        <translation>短边缩到(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;middle</source>
        <translation>取中间(&amp;M)</translation>
    </message>
    <message>
        <source>C&amp;hannels</source>
        <translation>通道(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;divided by</source>
        <translation>除以(&amp;D)</translation>
    </message>
    <message>
        <source>M&amp;ean</source>
        <translation>均值(&amp;E)</translation>
    </message>
    <message>
        <source>de&amp;viation</source>
        <translation>标准差(&amp;V)</translation>
    </message>
    <message>
        <source>La&amp;yout</source>
        <translation>布局(&amp;Y)</translation>
    </message>
    <message>
        <source>sto&amp;red</source>
        <translation>存储(&amp;R)</translation>
    </message>
</context>
<context>
    <name>termscope::TrialList</name>
    <message>
        <source>Presets of preprocessing with the float accuracy that each gives</source>
        <translation>各预处理预设及其浮点准确率</translation>
    </message>
    <message>
        <source>Preprocessing</source>
        <translation>预处理</translation>
    </message>
    <message>
        <source>Float accuracy</source>
        <translation>浮点准确率</translation>
    </message>
    <message>
        <source>%1 % of %2</source>
        <translation>%1 %（%2 张）</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>不适用</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>采用</translation>
    </message>
</context>
<context>
    <name>termscope::FigureTable</name>
    <message>
        <source>Return takes the row, Ctrl+C copies the selected rows</source>
        <translation>回车选取该行，Ctrl+C 复制所选行</translation>
    </message>
    <message>
        <source>Copy selected rows</source>
        <translation>复制所选行</translation>
    </message>
    <message>
        <source>So&amp;rt by</source>
        <translation>排序方式(&amp;R)</translation>
    </message>
</context>
<context>
    <name>termscope::LayerBars</name>
    <message>
        <source>Layer by layer</source>
        <translation>逐层</translation>
    </message>
    <message>
        <source>estimated so far</source>
        <translation>目前为估计值</translation>
    </message>
    <message>
        <source>layer, from the input on</source>
        <translation>层（从输入开始）</translation>
    </message>
    <message>
        <source>Choose the layer</source>
        <translation>选择该层</translation>
    </message>
</context>
<context>
    <name>termscope::PlanPlot</name>
    <message>
        <source>Cost against score</source>
        <translation>成本与得分</translation>
    </message>
    <message>
        <source>plans: scored on the others</source>
        <translation>方案：在其余图像上评分</translation>
    </message>
    <message>
        <source>one setting for all: scored</source>
        <translation>统一设置：评分</translation>
    </message>
    <message>
        <source>QT: scored</source>
        <translation>QT：评分</translation>
    </message>
    <message>
        <source>plans: searched on</source>
        <translation>方案：搜索集</translation>
    </message>
    <message>
        <source>one setting for all: searched on</source>
        <translation>统一设置：搜索集</translation>
    </message>
    <message>
        <source>QT: searched on</source>
        <translation>QT：搜索集</translation>
    </message>
    <message>
        <source>float, on the others</source>
        <translation>float，其余图像</translation>
    </message>
    <message>
        <source>Show the plan</source>
        <translation>显示方案</translation>
    </message>
</context>
<context>
    <name>termscope::SearchControls</name>
    <message>
        <source>k varies by layer</source>
        <translation>k 逐层变化</translation>
    </message>
    <message>
        <source>Budgets that layers may take, with commas between them</source>
        <translation>各层可取的预算，以逗号分隔</translation>
    </message>
    <message>
        <source>s varies by layer</source>
        <translation>s 逐层变化</translation>
    </message>
    <message>
        <source>Data terms that layers may take, with commas between them</source>
        <translation>各层可取的数据项数，以逗号分隔</translation>
    </message>
    <message>
        <source>bits vary where a layer is at QT</source>
        <translation>QT 层的位数变化</translation>
    </message>
    <message>
        <source>Bits that layers which are not revealed may take, with commas between them</source>
        <translation>不显露的层可取的位数，以逗号分隔</translation>
    </message>
    <message>
        <source>term pairs</source>
        <translation>项对</translation>
    </message>
    <message>
        <source>cycles</source>
        <translation>周期</translation>
    </message>
    <message>
        <source>energy</source>
        <translation>能耗</translation>
    </message>
    <message>
        <source>What plans cost: provisioned term pairs per multiply-accumulate, or cycles or energy on the array of the page of arrays, steps provisioned</source>
        <translation>方案的成本：每次乘累加的预留项对，或“阵列”页的阵列上的周期或能量（步长为预留值）</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>成本</translation>
    </message>
    <message>
        <source>loses at most, in points</source>
        <translation>最多损失（百分点）</translation>
    </message>
    <message>
        <source>The cheapest plan that loses no more against float, on what is searched on</source>
        <translation>在搜索所用数据上相对 float 损失不超过此值的最便宜方案</translation>
    </message>
    <message>
        <source>costs at most</source>
        <translation>成本至多</translation>
    </message>
    <message>
        <source>The plan that scores most of those that cost no more</source>
        <translation>成本不超过此值的方案中得分最高者</translation>
    </message>
    <message>
        <source>Searched on the first</source>
        <translation>搜索用的前几张</translation>
    </message>
    <message>
        <source>Images or tokens that the search sees; images are rounded up to those that run together</source>
        <translation>搜索所见的图像或词元；图像向上取整到一起运行的数目</translation>
    </message>
    <message>
        <source>a quarter</source>
        <translation>四分之一</translation>
    </message>
    <message>
        <source>Scored on</source>
        <translation>评分用</translation>
    </message>
    <message>
        <source>Images or tokens after those that tell the score; the search never sees them</source>
        <translation>其后用于评分的图像或词元；搜索从不使用它们</translation>
    </message>
    <message>
        <source>all others</source>
        <translation>其余全部</translation>
    </message>
    <message>
        <source>Plans</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Plans that are evaluated</source>
        <translation>要评估的方案数</translation>
    </message>
    <message>
        <source>what is searched for</source>
        <translation>搜索的内容</translation>
    </message>
    <message>
        <source>g varies by layer</source>
        <translation>g 逐层变化</translation>
    </message>
    <message>
        <source>Group sizes that layers may take, each with all budgets, with commas between them</source>
        <translation>各层可取的组大小，每个都配以所有预算，以逗号分隔</translation>
    </message>
</context>
<context>
    <name>termscope::SearchPane</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>pairs</source>
        <translation>项对</translation>
    </message>
    <message>
        <source>cycles</source>
        <translation>周期</translation>
    </message>
    <message>
        <source>µJ</source>
        <translation>µJ</translation>
    </message>
    <message>
        <source>%1×%2 term cells, %3 images at once</source>
        <translation>%1×%2 项单元，一次 %3 张图像</translation>
    </message>
    <message>
        <source>provisioned term pairs per multiply-accumulate</source>
        <translation>每次乘累加的预留项对</translation>
    </message>
    <message>
        <source>cycles, %1</source>
        <translation>周期，%1</translation>
    </message>
    <message>
        <source>energy by the model (µJ), %1</source>
        <translation>按模型的能量（µJ），%1</translation>
    </message>
    <message>
        <source>plan %1</source>
        <translation>方案 %1</translation>
    </message>
    <message>
        <source>QT, %1 bits</source>
        <translation>QT，%1 位</translation>
    </message>
    <message>
        <source>TR, k = %1, s = %2</source>
        <translation>TR，k = %1，s = %2</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 到 %2</translation>
    </message>
    <message>
        <source>Plans and settings</source>
        <translation>方案与设置</translation>
    </message>
    <message>
        <source>The chosen point, layer by layer</source>
        <translation>所选点，逐层</translation>
    </message>
    <message>
        <source>Use this plan</source>
        <translation>使用此方案</translation>
    </message>
    <message>
        <source>Save plan…</source>
        <translation>保存方案…</translation>
    </message>
    <message>
        <source>Copy as --layer</source>
        <translation>复制为 --layer</translation>
    </message>
    <message>
        <source>Makes the chosen point the settings of the session; undo takes it back</source>
        <translation>将所选点作为会话的设置；可撤销</translation>
    </message>
    <message>
        <source>Writes a JSON file that every verb of termscope-cli reads with --plan</source>
        <translation>写出 JSON 文件，termscope-cli 的每个命令都可用 --plan 读取</translation>
    </message>
    <message>
        <source>The chosen point as options of termscope-cli</source>
        <translation>所选点作为 termscope-cli 的选项</translation>
    </message>
    <message>
        <source>Layers are being run one by one at each of their settings …</source>
        <translation>正在逐层运行每种设置…</translation>
    </message>
    <message>
        <source>Which settings, layer by layer, are the cheapest for a score? Start searches on a part of the data and scores on the rest.</source>
        <translation>对给定得分，逐层来看哪些设置最便宜？“开始”在一部分数据上搜索，在其余数据上评分。</translation>
    </message>
    <message>
        <source>Searched on tokens %1, scored on tokens %2.</source>
        <translation>在词元 %1 上搜索，在词元 %2 上评分。</translation>
    </message>
    <message>
        <source>Searched on images %1, scored on images %2.</source>
        <translation>在图像 %1 上搜索，在图像 %2 上评分。</translation>
    </message>
    <message>
        <source>Float: %1 and %2.</source>
        <translation>float：%1 和 %2。</translation>
    </message>
    <message>
        <source>Within the bound: &lt;b&gt;plan %1&lt;/b&gt;, %2 %3, %4 on the others.</source>
        <translation>在界限之内：&lt;b&gt;方案 %1&lt;/b&gt;，%2 %3，其余数据上 %4。</translation>
    </message>
    <message>
        <source>One setting for all layers that scores as much costs %1 times as much.</source>
        <translation>得分相同的统一设置的成本为其 %1 倍。</translation>
    </message>
    <message>
        <source>No plan is within the bound: the nearest loses %1 points.</source>
        <translation>没有方案在界限之内：最接近的损失 %1 个百分点。</translation>
    </message>
    <message>
        <source>No plan is within the bound: the cheapest costs %1.</source>
        <translation>没有方案在界限之内：最便宜的成本为 %1。</translation>
    </message>
    <message>
        <source>Stopped before the end.</source>
        <translation>在结束前停止。</translation>
    </message>
    <message>
        <source>What is asked for has changed since: these points are of other choices.</source>
        <translation>所求此后已改变：这些点属于其他选择。</translation>
    </message>
    <message>
        <source>perplexity (less is better)</source>
        <translation>困惑度（越小越好）</translation>
    </message>
    <message>
        <source>top-1 accuracy (%)</source>
        <translation>Top-1 准确率 (%)</translation>
    </message>
    <message>
        <source>point</source>
        <translation>点</translation>
    </message>
    <message>
        <source>searched</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>searched %</source>
        <translation>搜索 %</translation>
    </message>
    <message>
        <source>Score on what was searched on</source>
        <translation>搜索所用数据上的得分</translation>
    </message>
    <message>
        <source>scored</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>scored %</source>
        <translation>评分 %</translation>
    </message>
    <message>
        <source>Score on the others</source>
        <translation>其余图像上的得分</translation>
    </message>
    <message>
        <source>cheaper</source>
        <translation>便宜</translation>
    </message>
    <message>
        <source>Than the cheapest setting of all layers alike that scores as much on the others</source>
        <translation>相对于在其余图像上得分相同的最便宜统一设置</translation>
    </message>
    <message>
        <source>%1
%2 %3
searched on: %4
on the others: %5</source>
        <translation>%1
%2 %3
搜索集：%4
其余：%5</translation>
    </message>
    <message>
        <source>A click on a point shows what it runs each layer at.</source>
        <translation>点击一个点，显示它让每一层如何运行。</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>runs as</source>
        <translation>运行方式</translation>
    </message>
    <message>
        <source>pairs %</source>
        <translation>项对 %</translation>
    </message>
    <message>
        <source>%1: %2 on what was searched on, %3 on the others.</source>
        <translation>%1：搜索所用数据上 %2，其余数据上 %3。</translation>
    </message>
    <message>
        <source>Save plan</source>
        <translation>保存方案</translation>
    </message>
    <message>
        <source>Plans (*.json)</source>
        <translation>方案 (*.json)</translation>
    </message>
    <message>
        <source>Saved %1.</source>
        <translation>已保存 %1。</translation>
    </message>
    <message>
        <source>The options are on the clipboard.</source>
        <translation>选项已在剪贴板中。</translation>
    </message>
    <message>
        <source>The command line is on the clipboard.</source>
        <translation>命令行已在剪贴板中。</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>agreement with float (%)</source>
        <translation>与浮点的一致率（%）</translation>
    </message>
    <message>
        <source>SQNR of the outputs (dB, more is better)</source>
        <translation>输出的 SQNR（dB，越大越好）</translation>
    </message>
    <message>
        <source>searched dB</source>
        <translation>搜索 dB</translation>
    </message>
    <message>
        <source>scored dB</source>
        <translation>评分 dB</translation>
    </message>
    <message>
        <source>Searched on samples %1, scored on samples %2.</source>
        <translation>在样本 %1 上搜索，在样本 %2 上评分。</translation>
    </message>
    <message>
        <source>No plan is within the bound: the noise of the nearest is %1 % of the signal.</source>
        <translation>没有方案满足界限：最接近者的噪声为信号的 %1 %。</translation>
    </message>
    <message>
        <source>TR, g = %1, k = %2, s = %3</source>
        <translation>TR，g = %1，k = %2，s = %3</translation>
    </message>
</context>
<context>
    <name>termscope::SensitivityPane</name>
    <message>
        <source>score with only this layer</source>
        <translation>仅此层时的得分</translation>
    </message>
    <message>
        <source>score with all but this layer</source>
        <translation>除此层外全部时的得分</translation>
    </message>
    <message>
        <source>SQNR of its outputs</source>
        <translation>其输出的 SQNR</translation>
    </message>
    <message>
        <source>SQNR of its weights</source>
        <translation>其权重的 SQNR</translation>
    </message>
    <message>
        <source>KL of the network&apos;s output</source>
        <translation>网络输出的 KL</translation>
    </message>
    <message>
        <source>share of the term pairs</source>
        <translation>项对占比</translation>
    </message>
    <message>
        <source>only %</source>
        <translation>仅此层 %</translation>
    </message>
    <message>
        <source>only</source>
        <translation>仅此层</translation>
    </message>
    <message>
        <source>all but %</source>
        <translation>除此层 %</translation>
    </message>
    <message>
        <source>all but</source>
        <translation>除此层</translation>
    </message>
    <message>
        <source>SQNR out dB</source>
        <translation>SQNR 输出 dB</translation>
    </message>
    <message>
        <source>SQNR w dB</source>
        <translation>SQNR 权重 dB</translation>
    </message>
    <message>
        <source>KL</source>
        <translation>KL</translation>
    </message>
    <message>
        <source>pairs %</source>
        <translation>项对 %</translation>
    </message>
    <message>
        <source>top-1 accuracy (%)</source>
        <translation>Top-1 准确率 (%)</translation>
    </message>
    <message>
        <source>agreement with float (%)</source>
        <translation>与浮点的一致率（%）</translation>
    </message>
    <message>
        <source>perplexity (less is better)</source>
        <translation>困惑度（越小越好）</translation>
    </message>
    <message>
        <source>SQNR (dB, more is better)</source>
        <translation>SQNR（dB，越大越好）</translation>
    </message>
    <message>
        <source>Kullback-Leibler divergence (nat, less is better)</source>
        <translation>Kullback-Leibler 散度（nat，越小越好）</translation>
    </message>
    <message>
        <source>share of the provisioned term pairs (%)</source>
        <translation>占预留项对的比例 (%)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Sensitivity of the layers</source>
        <translation>各层的敏感度</translation>
    </message>
    <message>
        <source>TR: quantized and revealed</source>
        <translation>TR：量化并显露</translation>
    </message>
    <message>
        <source>QT: quantized alone</source>
        <translation>QT：仅量化</translation>
    </message>
    <message>
        <source>What layers are set to</source>
        <translation>各层所用的方法</translation>
    </message>
    <message>
        <source>What the bars show; the table has all of it</source>
        <translation>条形图显示的量；表格中有全部</translation>
    </message>
    <message>
        <source>Layers at</source>
        <translation>层的方法</translation>
    </message>
    <message>
        <source>Bars</source>
        <translation>条形</translation>
    </message>
    <message>
        <source>The layers&apos; errors are being measured …</source>
        <translation>正在测量各层的误差…</translation>
    </message>
    <message>
        <source>Start measures what each layer loses: the ranking by SQNR comes first, then the scores, layer by layer.</source>
        <translation>“开始”测量每一层的损失：先给出按 SQNR 的排序，再逐层给出得分。</translation>
    </message>
    <message>
        <source>What does each layer lose at the settings of the strip, alone and within all others?</source>
        <translation>在设置栏的设置下，每一层单独以及与其他所有层一起时损失多少？</translation>
    </message>
    <message>
        <source>Float &lt;b&gt;%1&lt;/b&gt;</source>
        <translation>float &lt;b&gt;%1&lt;/b&gt;</translation>
    </message>
    <message>
        <source>all layers at the setting &lt;b&gt;%1&lt;/b&gt;</source>
        <translation>所有层按设置 &lt;b&gt;%1&lt;/b&gt;</translation>
    </message>
    <message>
        <source>still to come</source>
        <translation>尚未得到</translation>
    </message>
    <message>
        <source>%1 tokens.</source>
        <translation>%1 个词元。</translation>
    </message>
    <message>
        <source>%1 images.</source>
        <translation>%1 张图像。</translation>
    </message>
    <message>
        <source>Stopped before the end.</source>
        <translation>在结束前停止。</translation>
    </message>
    <message>
        <source>Settings have changed since: these figures are of others.</source>
        <translation>设置此后已改变：这些数字属于其他设置。</translation>
    </message>
    <message>
        <source>TR</source>
        <translation>TR</translation>
    </message>
    <message>
        <source>QT</source>
        <translation>QT</translation>
    </message>
    <message>
        <source>float</source>
        <translation>float</translation>
    </message>
    <message>
        <source>all layers at the setting</source>
        <translation>所有层按设置</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Sorted by depth</source>
        <translation>按深度排序</translation>
    </message>
    <message>
        <source>runs as</source>
        <translation>运行方式</translation>
    </message>
    <message>
        <source>The command line is on the clipboard.</source>
        <translation>命令行已在剪贴板中。</translation>
    </message>
    <message>
        <source>layers of the sensitivity at QT or TR</source>
        <translation>灵敏度的层用 QT 或 TR</translation>
    </message>
    <message>
        <source>only dB</source>
        <translation>仅此层 dB</translation>
    </message>
    <message>
        <source>all but dB</source>
        <translation>除此层 dB</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>SQNR of the outputs (dB, more is better)</source>
        <translation>输出的 SQNR（dB，越大越好）</translation>
    </message>
    <message>
        <source>noise over signal of the network&apos;s outputs (less is better)</source>
        <translation>网络输出的噪声与信号之比（越小越好）</translation>
    </message>
    <message>
        <source>%1 samples.</source>
        <translation>%1 个样本。</translation>
    </message>
</context>
<context>
    <name>termscope::StudyBar</name>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Computes at the settings of the strip; a study that runs is stopped first</source>
        <translation>按设置栏的设置计算；正在运行的研究会先停止</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>What is known by now stays</source>
        <translation>已得到的结果会保留</translation>
    </message>
    <message>
        <source>Copy as command line</source>
        <translation>复制为命令行</translation>
    </message>
    <message>
        <source>The call of termscope-cli that prints the same numbers</source>
        <translation>输出相同数字的 termscope-cli 调用</translation>
    </message>
    <message>
        <source>Open images …</source>
        <translation>打开图像…</translation>
    </message>
</context>
<context>
    <name>termscope::StudyPage</name>
    <message>
        <source>Studies</source>
        <translation>研究</translation>
    </message>
    <message>
        <source>&amp;Sensitivity</source>
        <translation>敏感度(&amp;S)</translation>
    </message>
    <message>
        <source>Sear&amp;ch</source>
        <translation>搜索(&amp;C)</translation>
    </message>
    <message>
        <source>Com&amp;pare</source>
        <translation>比较(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Reproduce</source>
        <translation>复现(&amp;R)</translation>
    </message>
    <message>
        <source>pane of studies</source>
        <translation>研究的面板</translation>
    </message>
</context>
<context>
    <name>termscope::CellDiagram</name>
    <message>
        <source>Units of a cell</source>
        <translation>单元的部件</translation>
    </message>
    <message>
        <source>The cell as hardware</source>
        <translation>作为硬件的单元</translation>
    </message>
    <message>
        <source>Control registers: the array runs %1</source>
        <translation>控制寄存器：阵列运行 %1</translation>
    </message>
    <message>
        <source>Write 0: the mode word asks for %1</source>
        <translation>写入 0：模式字要求 %1</translation>
    </message>
    <message>
        <source>Write 1: the term word, and the next layer may begin</source>
        <translation>写入 1：项字，下一层可以开始</translation>
    </message>
    <message>
        <source>%1 cycles: what is in flight leaves the array</source>
        <translation>%1 个周期：在途的数据离开阵列</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1，%2：%3</translation>
    </message>
    <message>
        <source>Go to the unit beside, above, below</source>
        <translation>移到旁边、上方、下方的部件</translation>
    </message>
    <message>
        <source>Open the unit&apos;s animation, or show what it does</source>
        <translation>显示部件的工作过程，或说明它的作用</translation>
    </message>
</context>
<context>
    <name>termscope::HardwarePane</name>
    <message>
        <source>Registers, widths and units</source>
        <translation>寄存器、位宽与部件</translation>
    </message>
    <message>
        <source>Write the control registers: the same array runs the next layer in the other mode</source>
        <translation>写控制寄存器：同一阵列以另一模式运行下一层</translation>
    </message>
    <message>
        <source>Write RTL…</source>
        <translation>写出 RTL…</translation>
    </message>
    <message>
        <source>The TR array as SystemVerilog, with this product and a test bench, in a folder that is new or empty</source>
        <translation>把 TR 阵列写成 SystemVerilog，附带此乘积和测试平台，写入新的或空的文件夹</translation>
    </message>
    <message>
        <source>Switch to QT</source>
        <translation>切换到 QT</translation>
    </message>
    <message>
        <source>Switch to TR</source>
        <translation>切换到 TR</translation>
    </message>
    <message>
        <source>Folder for the array as SystemVerilog</source>
        <translation>存放 SystemVerilog 阵列的文件夹</translation>
    </message>
    <message>
        <source>Saved %1.</source>
        <translation>已保存 %1。</translation>
    </message>
</context>
<context>
    <name>termscope::ComparePane</name>
    <message>
        <source>B&apos;s network …</source>
        <translation>B 的网络 …</translation>
    </message>
    <message>
        <source>Another file for B; without one B is the open network</source>
        <translation>B 用的另一个文件；没有时 B 就是打开的网络</translation>
    </message>
    <message>
        <source>Other side</source>
        <translation>另一侧</translation>
    </message>
    <message>
        <source>The strip takes the settings of the other side, and keeps its own for it (F7)</source>
        <translation>设置栏换成另一侧的设置，并为其保留现在的设置（F7）</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Tensors of A and B</source>
        <translation>A 与 B 的张量</translation>
    </message>
    <message>
        <source>Flipped</source>
        <translation>翻转</translation>
    </message>
    <message>
        <source>Curves of A and B</source>
        <translation>A 与 B 的曲线</translation>
    </message>
    <message>
        <source>float</source>
        <translation>浮点</translation>
    </message>
    <message>
        <source>QT</source>
        <translation>QT</translation>
    </message>
    <message>
        <source>TR</source>
        <translation>TR</translation>
    </message>
    <message>
        <source>as given</source>
        <translation>按原样</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>How A runs; its settings are the strip&apos;s, or those kept for it</source>
        <translation>A 如何运行；其设置为设置栏的设置或为其保留的设置</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>How B runs; its settings are the strip&apos;s, or those kept for it</source>
        <translation>B 如何运行；其设置为设置栏的设置或为其保留的设置</translation>
    </message>
    <message>
        <source>Also the scores of both at several budgets of TR, and their difference</source>
        <translation>同时给出两者在若干 TR 预算下的得分及其差</translation>
    </message>
    <message>
        <source>Outputs of A and B</source>
        <translation>A 与 B 的输出</translation>
    </message>
    <message>
        <source>curves of the comparison</source>
        <translation>比较的曲线</translation>
    </message>
    <message>
        <source>sides of the comparison</source>
        <translation>比较的两侧</translation>
    </message>
    <message>
        <source>B&apos;s network</source>
        <translation>B 的网络</translation>
    </message>
    <message>
        <source>B is %1 ×</source>
        <translation>B 是 %1 ×</translation>
    </message>
    <message>
        <source>%1. A click takes it back: B is the open network again.</source>
        <translation>%1。点击取消：B 又是打开的网络。</translation>
    </message>
    <message>
        <source>Outputs are still to come.</source>
        <translation>输出尚未得出。</translation>
    </message>
    <message>
        <source>Both are being compared …</source>
        <translation>正在比较 …</translation>
    </message>
    <message>
        <source>What is different in B from A? The strip shows the settings of side &lt;b&gt;%1&lt;/b&gt;, F7 those of the other one.</source>
        <translation>B 与 A 有何不同？设置栏显示 &lt;b&gt;%1&lt;/b&gt; 侧的设置，F7 显示另一侧的设置。</translation>
    </message>
    <message>
        <source>A: %1. B: %2.</source>
        <translation>A：%1。B：%2。</translation>
    </message>
    <message>
        <source>Stopped before the end.</source>
        <translation>在结束前停止。</translation>
    </message>
    <message>
        <source>Settings have changed since: these figures are of others.</source>
        <translation>设置此后已改变：这些数字属于其他设置。</translation>
    </message>
    <message>
        <source>The strip shows side &lt;b&gt;%1&lt;/b&gt; (F7: the other one).</source>
        <translation>设置栏显示 &lt;b&gt;%1&lt;/b&gt; 侧（F7：另一侧）。</translation>
    </message>
    <message>
        <source>%1: A and B over the same bins. SQNR %2.</source>
        <translation>%1：A 与 B 用相同的区间。SQNR %2。</translation>
    </message>
    <message>
        <source>Check “Curves” and start: scores of both at several budgets k of TR.</source>
        <translation>勾选“曲线”并开始：两者在若干 TR 预算 k 下的得分。</translation>
    </message>
    <message>
        <source>TR at each side&apos;s own settings but for k; B − A is what B gains.</source>
        <translation>除 k 外按各侧自己的设置运行 TR；B − A 是 B 的增益。</translation>
    </message>
    <message>
        <source>The command line is on the clipboard.</source>
        <translation>命令行已在剪贴板中。</translation>
    </message>
</context>
<context>
    <name>termscope::OverlaidHistogram</name>
    <message>
        <source>Values of the tensor in A and B</source>
        <translation>张量在 A 与 B 中的值</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>share of values (%)</source>
        <translation>值的占比（%）</translation>
    </message>
    <message>
        <source>A click on a tensor shows its values in both.</source>
        <translation>点击张量即可显示其在两者中的值。</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 到 %2</translation>
    </message>
    <message>
        <source>
%1: %2 % (%3 values)</source>
        <translation>
%1：%2 %（%3 个值）</translation>
    </message>
</context>
<context>
    <name>termscope::ReproducePane</name>
    <message>
        <source>Accuracy against pairs</source>
        <translation>准确率与项对</translation>
    </message>
    <message>
        <source>Group size at equal α</source>
        <translation>相同 α 下的组大小</translation>
    </message>
    <message>
        <source>Encodings apart from grouping</source>
        <translation>不计分组的编码</translation>
    </message>
    <message>
        <source>Pairs per dot product of 16</source>
        <translation>每个 16 元点积的项对</translation>
    </message>
    <message>
        <source>Quantization error of weights</source>
        <translation>权重的量化误差</translation>
    </message>
    <message>
        <source>TR over QT in latency and energy</source>
        <translation>TR 相对 QT 的时延和能量</translation>
    </message>
    <message>
        <source>pairs per MAC</source>
        <translation>每 MAC 项对</translation>
    </message>
    <message>
        <source>published %</source>
        <translation>已发表 %</translation>
    </message>
    <message>
        <source>here %</source>
        <translation>此处 %</translation>
    </message>
    <message>
        <source>by the published rules</source>
        <translation>按已发表的规则</translation>
    </message>
    <message>
        <source>terms of a weight</source>
        <translation>每权重的项</translation>
    </message>
    <message>
        <source>SQNR dB, per channel</source>
        <translation>SQNR dB，按通道</translation>
    </message>
    <message>
        <source>SQNR dB, per tensor</source>
        <translation>SQNR dB，按张量</translation>
    </message>
    <message>
        <source>Published and here</source>
        <translation>已发表与此处</translation>
    </message>
    <message>
        <source>Settings of both sides</source>
        <translation>两侧的设置</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>What of arXiv 2007.06389 is measured on the open network, at the published settings</source>
        <translation>在打开的网络上按已发表的设置测量 arXiv 2007.06389 的哪一项</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>figure to reproduce</source>
        <translation>要复现的图表</translation>
    </message>
    <message>
        <source>The published settings are being run on this network …</source>
        <translation>正在此网络上运行已发表的设置 …</translation>
    </message>
    <message>
        <source>Figures of the paper, published and measured here: Start runs the published settings on the open network. The last figure needs no network.</source>
        <translation>论文的图表，已发表的与此处测得的：“开始”在打开的网络上运行已发表的设置。最后一项不需要网络。</translation>
    </message>
    <message>
        <source>setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>As published</source>
        <translation>按已发表</translation>
    </message>
    <message>
        <source>The command line is on the clipboard.</source>
        <translation>命令行已在剪贴板中。</translation>
    </message>
</context>
<context>
    <name>termscope::OutputPane</name>
    <message>
        <source>Outputs for the chosen sample</source>
        <translation>所选样本的输出</translation>
    </message>
    <message>
        <source>Which output of the network the table shows</source>
        <translation>表格显示网络的哪个输出</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Every value of an output for the chosen sample: in float, at the present setting, and by how much they differ. A click on a title sorts.</source>
        <translation>所选样本某个输出的每个数值：浮点、当前设置及两者之差。单击列标题可排序。</translation>
    </message>
    <message>
        <source>place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Where the value stands in the output</source>
        <translation>该数值在输出中的位置</translation>
    </message>
    <message>
        <source>float</source>
        <translation>浮点</translation>
    </message>
    <message>
        <source>In float32, before any softmax at the network&apos;s end</source>
        <translation>float32，网络末尾的 softmax 之前</translation>
    </message>
    <message>
        <source>now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>At the present setting</source>
        <translation>当前设置下</translation>
    </message>
    <message>
        <source>error</source>
        <translation>误差</translation>
    </message>
    <message>
        <source>Now less float</source>
        <translation>当前值减浮点值</translation>
    </message>
    <message>
        <source>Sample %1: SQNR %2 dB</source>
        <translation>样本 %1：SQNR %2 dB</translation>
    </message>
    <message>
        <source>; the first %1 of %2 values</source>
        <translation>；前 %1 个，共 %2 个数值</translation>
    </message>
</context>
<context>
    <name>termscope::SamplePane</name>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>The chosen sample</source>
        <translation>所选样本</translation>
    </message>
    <message>
        <source>The samples, with their label and the class that the network gives, in float and at the present setting. A click chooses one.</source>
        <translation>各样本及其标签，以及网络在浮点和当前设置下给出的类别。单击即可选择。</translation>
    </message>
    <message>
        <source>What the chosen sample holds, place by place: its tokens, or its numbers, with the label and the predicted class of each place where there are any.</source>
        <translation>所选样本逐位置的内容：词元或数值，以及每个位置的标签和预测类别（如有）。</translation>
    </message>
    <message>
        <source>sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>float</source>
        <translation>浮点</translation>
    </message>
    <message>
        <source>Class in float32</source>
        <translation>float32 下的类别</translation>
    </message>
    <message>
        <source>now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>Class at the present setting</source>
        <translation>当前设置下的类别</translation>
    </message>
    <message>
        <source>place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Input of the network</source>
        <translation>网络的输入</translation>
    </message>
    <message>
        <source>Sample %1</source>
        <translation>样本 %1</translation>
    </message>
    <message>
        <source>: class %1 in float, %2 now</source>
        <translation>：浮点类别 %1，当前 %2</translation>
    </message>
    <message>
        <source>words</source>
        <translation>词</translation>
    </message>
    <message>
        <source>The first words of the sample</source>
        <translation>样本的前几个词</translation>
    </message>
    <message>
        <source>word</source>
        <translation>词</translation>
    </message>
    <message>
        <source>What the vocabulary has for the number</source>
        <translation>词表中该编号对应的词</translation>
    </message>
</context>
</TS>
