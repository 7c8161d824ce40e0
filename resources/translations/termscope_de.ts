<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>FormatTexts</name>
    <message>
        <source>%1 or %2</source>
        <translation>%1 oder %2</translation>
    </message>
</context>
<context>
    <name>HelpTexts</name>
    <message>
        <source>How the weights of the chosen layer are distributed: as floats, after quantization, and after term revealing, in the same bins.</source>
        <translation>Wie die Gewichte der gewählten Schicht verteilt sind: als float, nach der Quantisierung und nach Term Revealing, in denselben Klassen.</translation>
    </message>
    <message>
        <source>How many terms a weight has, in each encoding and after revealing. The lines count up: how many weights have at most so many.</source>
        <translation>Wie viele Terme ein Gewicht hat, in jeder Kodierung und nach dem Aufdecken. Die Linien zählen auf: wie viele Gewichte höchstens so viele haben.</translation>
    </message>
    <message>
        <source>A group of weights: each row is a weight, each column a power of two. The water covers the terms that the budget k drops; move the waterline.</source>
        <translation>Eine Gruppe von Gewichten: Jede Zeile ist ein Gewicht, jede Spalte eine Zweierpotenz. Das Wasser bedeckt die Terme, die das Budget k weglässt; bewegen Sie die Wasserlinie.</translation>
    </message>
    <message>
        <source>The activations that meet the weights of the group, each with its s largest terms kept.</source>
        <translation>Die Aktivierungen, auf die die Gewichte der Gruppe treffen, jede mit ihren s größten behaltenen Termen.</translation>
    </message>
    <message>
        <source>The dot product of the group as pairs of a weight term and a data term: what an array of term cells works through, one pair a cycle.</source>
        <translation>Das Skalarprodukt der Gruppe als Paare aus einem Gewichtsterm und einem Datenterm: Das arbeitet ein Array aus Termzellen ab, ein Paar je Takt.</translation>
    </message>
    <message>
        <source>How many term pairs the dot products of the layer take, under quantization and under term revealing, and what is provisioned.</source>
        <translation>Wie viele Termpaare die Skalarprodukte der Schicht brauchen, mit Quantisierung und mit Term Revealing, und was vorgehalten wird.</translation>
    </message>
    <message>
        <source>HESE on a number you choose, from its least significant bit up: two bits are looked at, one digit is put out.</source>
        <translation>HESE an einer Zahl Ihrer Wahl, vom niedrigsten Bit aufwärts: Zwei Bits werden angesehen, eine Ziffer wird ausgegeben.</translation>
    </message>
    <message>
        <source>Accuracy against the term pairs that a multiply-accumulate takes. Every point is a setting; take one to set it.</source>
        <translation>Genauigkeit gegen die Termpaare, die eine Multiplikation mit Addition braucht. Jeder Punkt ist eine Einstellung; wählen Sie einen, um sie zu übernehmen.</translation>
    </message>
    <message>
        <source>How often images of a label (row) were given a prediction (column).</source>
        <translation>Wie oft Bilder eines Labels (Zeile) eine Vorhersage (Spalte) bekamen.</translation>
    </message>
    <message>
        <source>The test images with their predictions: which ones the present setting flips against float, and which it gets wrong.</source>
        <translation>Die Testbilder mit ihren Vorhersagen: welche die jetzige Einstellung gegenüber float kippt und welche sie falsch vorhersagt.</translation>
    </message>
    <message>
        <source>The array that TR races against. A cell is filled by the work it has still to do in this step; choose one to look inside.</source>
        <translation>Das Array, gegen das TR antritt. Eine Zelle ist so weit gefüllt, wie sie in diesem Schritt noch zu tun hat; wählen Sie eine, um hineinzusehen.</translation>
    </message>
    <message>
        <source>The TR array of term cells. A cell is filled by the term pairs it has still to do in this step; choose one to look inside.</source>
        <translation>Das TR-Array aus Termzellen. Eine Zelle ist so weit gefüllt, wie sie in diesem Schritt noch Termpaare vor sich hat; wählen Sie eine, um hineinzusehen.</translation>
    </message>
    <message>
        <source>The clock of both arrays, in cycles: play it, step it, drag it.</source>
        <translation>Die Uhr beider Arrays, in Takten: abspielen, schrittweise gehen, ziehen.</translation>
    </message>
    <message>
        <source>The steps around the present cycle, both arrays on one clock: full is work, hatched is waiting for the slowest cell.</source>
        <translation>Die Schritte um den jetzigen Takt, beide Arrays auf einer Uhr: voll ist Arbeit, schraffiert ist Warten auf die langsamste Zelle.</translation>
    </message>
    <message>
        <source>How many cycles each step takes: provisioned, for its slowest cell, and for a cell on average.</source>
        <translation>Wie viele Takte jeder Schritt dauert: vorgehalten, für seine langsamste Zelle und für eine Zelle im Mittel.</translation>
    </message>
    <message>
        <source>The share of the cells that have operands, and of their cycles that do work.</source>
        <translation>Der Anteil der Zellen, die Operanden haben, und ihrer Takte, in denen sie arbeiten.</translation>
    </message>
    <message>
        <source>The chosen cell of the rival array at this cycle.</source>
        <translation>Die gewählte Zelle des Rivalen in diesem Takt.</translation>
    </message>
    <message>
        <source>The chosen cell of the TR array at this cycle: its queue of terms, the adder of exponents, and the coefficients counted so far.</source>
        <translation>Die gewählte Zelle des TR-Arrays in diesem Takt: ihre Warteschlange von Termen, der Exponentenaddierer und die bisher gezählten Koeffizienten.</translation>
    </message>
    <message>
        <source>Cycles, utilisation and memory accesses of every layer on both arrays. Return races the layer; Ctrl+C copies.</source>
        <translation>Takte, Auslastung und Speicherzugriffe jeder Schicht auf beiden Arrays. Die Eingabetaste startet das Rennen der Schicht; Strg+C kopiert.</translation>
    </message>
    <message>
        <source>Cycles of the whole network by rows, columns and dataflow of the array: the darker, the fewer.</source>
        <translation>Takte des ganzen Netzes nach Zeilen, Spalten und Datenfluss des Arrays: je dunkler, desto weniger.</translation>
    </message>
    <message>
        <source>What the control registers hold, how wide counters are, and how long the units after the array take.</source>
        <translation>Was in den Steuerregistern steht, wie breit Zähler sind und wie lange die Einheiten nach dem Array brauchen.</translation>
    </message>
    <message>
        <source>Energy and area of both arrays, from the unit costs beside.</source>
        <translation>Energie und Fläche beider Arrays, aus den Einheitskosten daneben.</translation>
    </message>
    <message>
        <source>What each operation costs in the model of energy and area. Values can be edited; the source is in the tooltip.</source>
        <translation>Was jede Operation im Modell von Energie und Fläche kostet. Die Werte sind änderbar; die Quelle steht im Tooltip.</translation>
    </message>
    <message>
        <source>The step of the lesson; its pictures are drawn from what is open.</source>
        <translation>Der Schritt der Lektion; seine Bilder werden aus dem gezeichnet, was offen ist.</translation>
    </message>
    <message>
        <source>Left and Right go to the tab beside</source>
        <translation>Links und Rechts wechseln zum Reiter daneben</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The smallest and the largest weight of every output channel, and how far the integers of its scale reach.</source>
        <translation>Das kleinste und das größte Gewicht jedes Ausgangskanals, und wie weit die ganzen Zahlen seiner Skala reichen.</translation>
    </message>
    <message>
        <source>The matrix of the layer&apos;s weights: a row for each output and kernel position, a column for each input.</source>
        <translation>Die Matrix der Gewichte der Schicht: eine Zeile für jeden Ausgang und jede Kernposition, eine Spalte für jeden Eingang.</translation>
    </message>
    <message>
        <source>The magnitudes of the weights of all layers, and what the number format of each can hold. A click chooses a layer.</source>
        <translation>Die Beträge der Gewichte aller Schichten, und was das Zahlenformat einer jeden fasst. Ein Klick wählt eine Schicht.</translation>
    </message>
    <message>
        <source>What each layer loses at the settings, alone and within all others, as bars along the depth of the network. A click chooses the layer.</source>
        <translation>Was jede Schicht bei den Einstellungen verliert, allein und unter allen anderen, als Balken entlang der Tiefe des Netzes. Ein Klick wählt die Schicht.</translation>
    </message>
    <message>
        <source>All figures of every layer. A click on a title sorts, a click on a row chooses the layer, Ctrl+C copies.</source>
        <translation>Alle Zahlen jeder Schicht. Ein Klick auf einen Titel sortiert, einer auf eine Zeile wählt die Schicht, Strg+C kopiert.</translation>
    </message>
    <message>
        <source>What plans by layer cost and score, beside one setting for all layers and QT. Outlines are scores on the images searched on, filled marks on the others.</source>
        <translation>Was Pläne je Schicht kosten und erreichen, neben einer Einstellung für alle Schichten und QT. Umrisse sind Werte auf den Bildern, auf denen gesucht wurde, gefüllte Marken auf den anderen.</translation>
    </message>
    <message>
        <source>The points of the plot as a table. A click shows what a point runs each layer at.</source>
        <translation>Die Punkte des Diagramms als Tabelle. Ein Klick zeigt, womit ein Punkt jede Schicht laufen lässt.</translation>
    </message>
    <message>
        <source>What the chosen point runs each layer at. A click chooses the layer.</source>
        <translation>Womit der gewählte Punkt jede Schicht laufen lässt. Ein Klick wählt die Schicht.</translation>
    </message>
    <message>
        <source>The units of a cell and behind a column, each with the LUTs and flip-flops that were counted, and the bits of the control registers. The arrows move, Return shows a unit at work.</source>
        <translation>Die Einheiten einer Zelle und hinter einer Spalte, jede mit den gezählten LUTs und Flipflops, und die Bits der Steuerregister. Die Pfeiltasten bewegen, die Eingabetaste zeigt eine Einheit bei der Arbeit.</translation>
    </message>
    <message>
        <source>How close B&apos;s tensors are to A&apos;s. A click chooses the layer everywhere and shows the values of the tensor in both.</source>
        <translation>Wie nah die Tensoren von B denen von A sind. Ein Klick wählt die Schicht überall und zeigt die Werte des Tensors in beiden.</translation>
    </message>
    <message>
        <source>The values of one tensor in A and in B, over the same bins: what is rounded or dropped stands as peaks.</source>
        <translation>Die Werte eines Tensors in A und in B über denselben Klassen: Was gerundet oder weggelassen ist, steht als Spitzen da.</translation>
    </message>
    <message>
        <source>Images, or tokens of a text, to which A and B give other classes. A click shows the image.</source>
        <translation>Bilder oder Tokens eines Textes, denen A und B andere Klassen geben. Ein Klick zeigt das Bild.</translation>
    </message>
    <message>
        <source>The scores of A and B at several budgets of TR, and their difference.</source>
        <translation>Die Werte von A und B bei mehreren Budgets von TR und ihr Unterschied.</translation>
    </message>
    <message>
        <source>A figure of the paper at its settings: as published, and on the open network.</source>
        <translation>Eine Abbildung der Arbeit mit ihren Einstellungen: wie veröffentlicht und am offenen Netz.</translation>
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
        <translation>%1: Gewicht %2</translation>
    </message>
    <message>
        <source>%1: activation %2</source>
        <translation>%1: Aktivierung %2</translation>
    </message>
    <message>
        <source>from %1 to %2</source>
        <translation>von %1 bis %2</translation>
    </message>
    <message>
        <source>%1: weights %2</source>
        <translation>%1: Gewichte %2</translation>
    </message>
    <message>
        <source>%1: %2 of %3 weights lie %4</source>
        <translation>%1: %2 von %3 Gewichten liegen %4</translation>
    </message>
    <message numerus="yes">
        <source>%n term(s)</source>
        <translation>
            <numerusform>%n Term</numerusform>
            <numerusform>%n Terme</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: weights of %2 (%3)</source>
        <translation>%1: Gewichte mit %2 (%3)</translation>
    </message>
    <message>
        <source>%1: %2 of %3 weights have %4 (%5)</source>
        <translation>%1: %2 von %3 Gewichten haben %4 (%5)</translation>
    </message>
    <message>
        <source>%1: coefficient of %2</source>
        <translation>%1: Koeffizient von %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 = %2: %n term pair(s), %3 up and %4 down</source>
        <translation>
            <numerusform>%1 = %2: %n Termpaar, %3 aufwärts und %4 abwärts</numerusform>
            <numerusform>%1 = %2: %n Termpaare, %3 aufwärts und %4 abwärts</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2, %3, %4 weights, runs as %5</source>
        <translation>%1: %2, %3, %4 Gewichte, läuft als %5</translation>
    </message>
    <message>
        <source>k = %1, g = %2, s = %3, %4-bit weights, %5-bit data</source>
        <translation>k = %1, g = %2, s = %3, %4-Bit-Gewichte, %5-Bit-Daten</translation>
    </message>
    <message>
        <source>%1; would keep %2 of the %3 terms of the group shown</source>
        <translation>%1; behielte %2 der %3 Terme der gezeigten Gruppe</translation>
    </message>
    <message>
        <source>input %1</source>
        <translation>Eingang %1</translation>
    </message>
    <message>
        <source>inputs %1 to %2</source>
        <translation>Eingänge %1 bis %2</translation>
    </message>
    <message>
        <source>%1, row %2, %3</source>
        <translation>%1, Zeile %2, %3</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1: %2 weights, %3 of their %4 terms kept</source>
        <translation>%1: %2 Gewichte, %3 ihrer %4 Terme behalten</translation>
    </message>
    <message>
        <source>%1: %2 activations, %3 of their %4 terms kept</source>
        <translation>%1: %2 Aktivierungen, %3 ihrer %4 Terme behalten</translation>
    </message>
    <message>
        <source>, all kept</source>
        <translation>, alle behalten</translation>
    </message>
    <message>
        <source>, none kept</source>
        <translation>, keiner behalten</translation>
    </message>
    <message>
        <source>, kept %1 (%2)</source>
        <translation>, behalten %1 (%2)</translation>
    </message>
    <message>
        <source>; no term at %1</source>
        <translation>; kein Term bei %1</translation>
    </message>
    <message>
        <source>; here %1, kept</source>
        <translation>; hier %1, behalten</translation>
    </message>
    <message>
        <source>; here %1, dropped</source>
        <translation>; hier %1, weggelassen</translation>
    </message>
    <message>
        <source>; %1 of the %2 in the group shown</source>
        <translation>; %1 der %2 in der gezeigten Gruppe</translation>
    </message>
    <message>
        <source>: perplexity %1</source>
        <translation>: Perplexität %1</translation>
    </message>
    <message>
        <source>: top-1 %1 %</source>
        <translation>: Top-1 %1 %</translation>
    </message>
    <message>
        <source>, %1 provisioned pairs per MAC</source>
        <translation>, %1 vorgehaltene Paare je MAC</translation>
    </message>
    <message>
        <source>; %1</source>
        <translation>; %1</translation>
    </message>
    <message>
        <source>: %1 % as float</source>
        <translation>: %1 % wie Float</translation>
    </message>
    <message>
        <source>: SQNR %1 dB</source>
        <translation>: SQNR %1 dB</translation>
    </message>
</context>
<context>
    <name>ThemeChoice</name>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>H&amp;oher Kontrast</translation>
    </message>
    <message>
        <source>For &amp;projectors</source>
        <translation>Für &amp;Projektoren</translation>
    </message>
</context>
<context>
    <name>TypeSize</name>
    <message>
        <source>&amp;Normal</source>
        <translation>&amp;Normal</translation>
    </message>
    <message>
        <source>&amp;Large</source>
        <translation>&amp;Groß</translation>
    </message>
    <message>
        <source>&amp;Huge</source>
        <translation>&amp;Sehr groß</translation>
    </message>
    <message>
        <source>L&amp;arger</source>
        <translation>G&amp;rößer</translation>
    </message>
    <message>
        <source>&amp;Smaller</source>
        <translation>&amp;Kleiner</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>Weight bits</source>
        <translation>Gewichtsbits</translation>
    </message>
    <message>
        <source>Bits of a quantized weight, its sign included.</source>
        <translation>Bits eines quantisierten Gewichts, das Vorzeichen eingeschlossen.</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Kodierung</translation>
    </message>
    <message>
        <source>How magnitudes are written as signed powers of two; HESE needs the fewest terms.</source>
        <translation>Wie Beträge als vorzeichenbehaftete Zweierpotenzen geschrieben werden; HESE braucht die wenigsten Terme.</translation>
    </message>
    <message>
        <source>Group size</source>
        <translation>Gruppengröße</translation>
    </message>
    <message>
        <source>Weights that share one term budget: consecutive values along the reduction.</source>
        <translation>Gewichte, die sich ein Termbudget teilen: aufeinanderfolgende Werte entlang der Summation.</translation>
    </message>
    <message>
        <source>Term budget</source>
        <translation>Termbudget</translation>
    </message>
    <message>
        <source>Terms kept in every group of weights, the largest ones first.</source>
        <translation>Terme, die in jeder Gruppe von Gewichten bleiben, die größten zuerst.</translation>
    </message>
    <message>
        <source>Weight scale</source>
        <translation>Skalierung</translation>
    </message>
    <message>
        <source>Per tensor</source>
        <translation>Je Tensor</translation>
    </message>
    <message>
        <source>Per channel</source>
        <translation>Je Kanal</translation>
    </message>
    <message>
        <source>Data bits</source>
        <translation>Datenbits</translation>
    </message>
    <message>
        <source>Bits of a quantized activation, its sign included.</source>
        <translation>Bits einer quantisierten Aktivierung, das Vorzeichen eingeschlossen.</translation>
    </message>
    <message>
        <source>Data terms</source>
        <translation>Datenterme</translation>
    </message>
    <message>
        <source>Terms kept in every activation, the largest ones first; 0 keeps all.</source>
        <translation>Terme, die in jeder Aktivierung bleiben, die größten zuerst; 0 behält alle.</translation>
    </message>
    <message>
        <source>Quantizer</source>
        <translation>Quantisierer</translation>
    </message>
    <message>
        <source>Symmetric</source>
        <translation>Symmetrisch</translation>
    </message>
    <message>
        <source>Reference 2020</source>
        <translation>Referenz 2020</translation>
    </message>
    <message>
        <source>Symmetric: scale = max|x| / (2^(b-1) - 1). Reference 2020: the rule of the code published with the paper.</source>
        <translation>Symmetrisch: Skalierung = max|x| / (2^(b-1) - 1). Referenz 2020: die Regel des Programms, das mit dem Artikel veröffentlicht wurde.</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>Kalibrierung</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>Least squared error</source>
        <translation>Kleinste Quadrate</translation>
    </message>
    <message>
        <source>Power of two</source>
        <translation>Zweierpotenz</translation>
    </message>
    <message>
        <source>Top terms of each value</source>
        <translation>Größte Terme jedes Werts</translation>
    </message>
    <message>
        <source>BBS, averaged columns</source>
        <translation>BBS, gemittelte Spalten</translation>
    </message>
    <message>
        <source>BBS, shifted zero point</source>
        <translation>BBS, verschobener Nullpunkt</translation>
    </message>
    <message>
        <source>How the scale of the activations is chosen from the calibration samples.</source>
        <translation>Wie die Skalierung der Aktivierungen aus den Kalibrierbeispielen gewählt wird.</translation>
    </message>
    <message>
        <source>BatchNorm</source>
        <translation>BatchNorm</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Beibehalten</translation>
    </message>
    <message>
        <source>Folded</source>
        <translation>Eingerechnet</translation>
    </message>
    <message>
        <source>BatchNormalization is folded into the weights of the layer before it is quantized, or kept in float32 after it.</source>
        <translation>BatchNormalization wird in die Gewichte der Schicht eingerechnet, bevor diese quantisiert wird, oder bleibt danach in float32.</translation>
    </message>
    <message>
        <source>Calibration samples</source>
        <translation>Kalibrierbeispiele</translation>
    </message>
    <message>
        <source>The first so many samples of the dataset choose the scales of the activations.</source>
        <translation>So viele erste Beispiele des Datensatzes bestimmen die Skalierungen der Aktivierungen.</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>Of a network that its file has quantized: the integers that the file gives, or its weights dequantized and quantized again.</source>
        <translation>Bei einem Netz, das schon seine Datei quantisiert hat: die ganzen Zahlen der Datei, oder ihre Gewichte dequantisiert und neu quantisiert.</translation>
    </message>
    <message>
        <source>As given</source>
        <translation>Wie gegeben</translation>
    </message>
    <message>
        <source>Requantized</source>
        <translation>Neu quantisiert</translation>
    </message>
    <message>
        <source>Binary</source>
        <translation>Binär</translation>
    </message>
    <message>
        <source>Booth radix-4</source>
        <translation>Booth Radix-4</translation>
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
        <translation>Produkt</translation>
    </message>
    <message>
        <source>What the array computes: the chosen layer, or a typed product of random operands</source>
        <translation>Was das Array berechnet: die gewählte Schicht oder ein eingegebenes Produkt zufälliger Operanden</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Typed M×K×N</source>
        <translation>Eingegeben M×K×N</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Images that go through the layer at once, from the first on: M</source>
        <translation>Bilder, die zugleich durch die Schicht gehen, vom ersten an: M</translation>
    </message>
    <message>
        <source>M</source>
        <translation>M</translation>
    </message>
    <message>
        <source>Rows of the inputs</source>
        <translation>Zeilen der Eingaben</translation>
    </message>
    <message>
        <source>K</source>
        <translation>K</translation>
    </message>
    <message>
        <source>Length of the dot products</source>
        <translation>Länge der Skalarprodukte</translation>
    </message>
    <message>
        <source>N</source>
        <translation>N</translation>
    </message>
    <message>
        <source>Columns of the weights</source>
        <translation>Spalten der Gewichte</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Rows of cells, R</source>
        <translation>Zeilen von Zellen, R</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Columns of cells, C</source>
        <translation>Spalten von Zellen, C</translation>
    </message>
    <message>
        <source>Stationary</source>
        <translation>Stationär</translation>
    </message>
    <message>
        <source>What stays in the cells while the rest streams through them</source>
        <translation>Was in den Zellen bleibt, während das Übrige hindurchströmt</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>Ausgaben</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>Eingaben</translation>
    </message>
    <message>
        <source>Rival</source>
        <translation>Rivale</translation>
    </message>
    <message>
        <source>What the TR array of term cells races against, on as many cells</source>
        <translation>Wogegen das TR-Array aus Termzellen antritt, mit gleich vielen Zellen</translation>
    </message>
    <message>
        <source>QT term cells</source>
        <translation>QT-Termzellen</translation>
    </message>
    <message>
        <source>pMAC cells</source>
        <translation>pMAC-Zellen</translation>
    </message>
    <message>
        <source>Step length</source>
        <translation>Schrittlänge</translation>
    </message>
    <message>
        <source>A step of term cells lasts the bound, or until its slowest cell is done</source>
        <translation>Ein Schritt der Termzellen dauert so lange wie die Schranke oder bis die langsamste Zelle fertig ist</translation>
    </message>
    <message>
        <source>Provisioned</source>
        <translation>Vorgehalten</translation>
    </message>
    <message>
        <source>Adaptive</source>
        <translation>Adaptiv</translation>
    </message>
    <message>
        <source>Operands hop</source>
        <translation>Weitergabe</translation>
    </message>
    <message>
        <source>When operands move on to the next cell</source>
        <translation>Wann Operanden zur nächsten Zelle weiterrücken</translation>
    </message>
    <message>
        <source>Every step</source>
        <translation>Jeden Schritt</translation>
    </message>
    <message>
        <source>Every clock</source>
        <translation>Jeden Takt</translation>
    </message>
    <message>
        <source>Drain</source>
        <translation>Auslesen</translation>
    </message>
    <message>
        <source>Charge R cycles a fold to shift results out (pMAC, outputs stationary)</source>
        <translation>Je Durchgang R Takte anrechnen, um Ergebnisse hinauszuschieben (pMAC, Ausgaben stationär)</translation>
    </message>
    <message>
        <source>Not charged</source>
        <translation>Ohne</translation>
    </message>
    <message>
        <source>Charged</source>
        <translation>Mit</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>Terme</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Array</source>
        <translation>Array</translation>
    </message>
    <message>
        <source>Handwritten digits: a multilayer perceptron on MNIST</source>
        <translation>Handgeschriebene Ziffern: ein mehrschichtiges Perzeptron auf MNIST</translation>
    </message>
    <message>
        <source>Clothes: a convolutional network on Fashion-MNIST</source>
        <translation>Kleidung: ein Faltungsnetz auf Fashion-MNIST</translation>
    </message>
    <message>
        <source>Clothes, by a transformer: a vision transformer on Fashion-MNIST</source>
        <translation>Kleidung, von einem Transformer: ein Vision Transformer auf Fashion-MNIST</translation>
    </message>
    <message>
        <source>Clothes, quantized: the same network in int8, as a quantizer wrote it</source>
        <translation>Kleidung, quantisiert: dasselbe Netz in int8, wie ein Quantisierer es schrieb</translation>
    </message>
    <message>
        <source>k = %1 keeps every term that %2 weights of %3 bits can have (at most %4): no weight changes.</source>
        <translation>k = %1 behält jeden Term, den %2 Gewichte von %3 Bits haben können (höchstens %4): Kein Gewicht ändert sich.</translation>
    </message>
    <message>
        <source>k = %1 leaves less than one term for two weights: most of them become zero.</source>
        <translation>k = %1 lässt weniger als einen Term für zwei Gewichte: Die meisten werden null.</translation>
    </message>
    <message>
        <source>s = %1 keeps every term that data of %2 bits can have (at most %3): no activation changes.</source>
        <translation>s = %1 behält jeden Term, den Daten von %2 Bits haben können (höchstens %3): Keine Aktivierung ändert sich.</translation>
    </message>
    <message>
        <source>s·k/g = %1 is no less than what plain quantization reserves (%2): nothing is saved.</source>
        <translation>s·k/g = %1 ist nicht weniger, als einfache Quantisierung vorhält (%2): Nichts wird gespart.</translation>
    </message>
    <message>
        <source>g = 1 gives every weight the same number of terms; larger groups let the large ones borrow from the small.</source>
        <translation>g = 1 gibt jedem Gewicht gleich viele Terme; in größeren Gruppen leihen sich die großen Gewichte Terme von den kleinen.</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>linear</translation>
    </message>
    <message>
        <source>conv</source>
        <translation>Faltung</translation>
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
        <translation>MAC, 8 Bits</translation>
    </message>
    <message>
        <source>Term pair</source>
        <translation>Termpaar</translation>
    </message>
    <message>
        <source>Word of SRAM</source>
        <translation>Wort im SRAM</translation>
    </message>
    <message>
        <source>Word of DRAM</source>
        <translation>Wort im DRAM</translation>
    </message>
    <message>
        <source>Cell of a pMAC array</source>
        <translation>Zelle eines pMAC-Arrays</translation>
    </message>
    <message>
        <source>Cell of a tMAC array</source>
        <translation>Zelle eines tMAC-Arrays</translation>
    </message>
    <message>
        <source>Kilobyte of SRAM</source>
        <translation>Kilobyte SRAM</translation>
    </message>
    <message>
        <source>Binary stream converter</source>
        <translation>Wandler in einen Bitstrom</translation>
    </message>
    <message>
        <source>ReLU and requantizer</source>
        <translation>ReLU und Requantisierer</translation>
    </message>
    <message>
        <source>Requantizer</source>
        <translation>Requantisierer</translation>
    </message>
    <message>
        <source>HESE encoder</source>
        <translation>HESE-Kodierer</translation>
    </message>
    <message>
        <source>HESE encoder (off)</source>
        <translation>HESE-Kodierer (aus)</translation>
    </message>
    <message>
        <source>Term comparator</source>
        <translation>Termvergleicher</translation>
    </message>
    <message>
        <source>Term comparator (off)</source>
        <translation>Termvergleicher (aus)</translation>
    </message>
    <message>
        <source>mnist_mlp.onnx (embedded)</source>
        <translation>mnist_mlp.onnx (mitgeliefert)</translation>
    </message>
    <message>
        <source>10,000 held-out MNIST digits (embedded)</source>
        <translation>10.000 ungesehene MNIST-Ziffern (mitgeliefert)</translation>
    </message>
    <message>
        <source>fashion_cnn.onnx (embedded)</source>
        <translation>fashion_cnn.onnx (mitgeliefert)</translation>
    </message>
    <message>
        <source>fashion_cnn_int8.onnx (embedded)</source>
        <translation>fashion_cnn_int8.onnx (mitgeliefert)</translation>
    </message>
    <message>
        <source>fashion_vit.onnx (embedded)</source>
        <translation>fashion_vit.onnx (mitgeliefert)</translation>
    </message>
    <message>
        <source>2,000 Fashion-MNIST test images (embedded)</source>
        <translation>2.000 Testbilder von Fashion-MNIST (mitgeliefert)</translation>
    </message>
    <message>
        <source>verses_lstm.onnx (embedded)</source>
        <translation>verses_lstm.onnx (mitgeliefert)</translation>
    </message>
    <message>
        <source>held-out chapters of the King James Version (embedded)</source>
        <translation>ungesehene Kapitel der King-James-Bibel (mitgeliefert)</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>given</source>
        <translation>gegeben</translation>
    </message>
    <message>
        <source>%1 bits</source>
        <translation>%1 Bit</translation>
    </message>
    <message>
        <source>requantized</source>
        <translation>neu quantisiert</translation>
    </message>
    <message>
        <source>s = all</source>
        <translation>s = alle</translation>
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
        <translation>Attention</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Attention</translation>
    </message>
    <message>
        <source>Products of two activations, queries with keys and scores with values: in float32, quantized, or with the keys and values revealed in groups at run time.</source>
        <translation>Produkte zweier Aktivierungen, Queries mit Keys und Scores mit Values: in float32, quantisiert, oder mit Keys und Values, die zur Laufzeit in Gruppen aufgedeckt werden.</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>Float</translation>
    </message>
    <message>
        <source>One weight scale for each output channel, or one for the whole tensor.</source>
        <translation>Eine Gewichtsskalierung für jeden Ausgangskanal oder eine für den ganzen Tensor.</translation>
    </message>
    <message>
        <source>verses_transformer.onnx (embedded)</source>
        <translation>verses_transformer.onnx (mitgeliefert)</translation>
    </message>
    <message>
        <source>Every point of QT lies far below float. Known to cure it: Weight scale, per channel.</source>
        <translation>Alle Punkte von QT liegen weit unter float. Bekannte Abhilfe: Skalierung, je Kanal.</translation>
    </message>
    <message>
        <source>Every point of TR lies far below float. Known to cure it: Weight scale, per channel.</source>
        <translation>Alle Punkte von TR liegen weit unter float. Bekannte Abhilfe: Skalierung, je Kanal.</translation>
    </message>
    <message>
        <source>Every point of QT lies far below float. Known to cure it: Calibration, least squared error.</source>
        <translation>Alle Punkte von QT liegen weit unter float. Bekannte Abhilfe: Kalibrierung, kleinster quadratischer Fehler.</translation>
    </message>
    <message>
        <source>Every point of TR lies far below float. Known to cure it: Calibration, least squared error.</source>
        <translation>Alle Punkte von TR liegen weit unter float. Bekannte Abhilfe: Kalibrierung, kleinster quadratischer Fehler.</translation>
    </message>
    <message>
        <source>Every point of TR lies far below float. Known to cure it: Data terms, 3 or more.</source>
        <translation>Alle Punkte von TR liegen weit unter float. Bekannte Abhilfe: Datenterme, 3 oder mehr.</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>Studie</translation>
    </message>
    <message>
        <source>Holds the terms of a group of data: a place for each exponent of each value, so it fits any budget, and QT too. The group hops on to the next cell with each step.</source>
        <translation>Hält die Terme einer Gruppe von Daten: ein Platz für jeden Exponenten jedes Werts; so passt jedes Budget hinein, und QT auch. Mit jedem Schritt springt die Gruppe in die nächste Zelle.</translation>
    </message>
    <message>
        <source>Weight terms</source>
        <translation>Gewichtsterme</translation>
    </message>
    <message>
        <source>Holds the revealed terms of a group of weights, as the queue of data terms does.</source>
        <translation>Hält die aufgedeckten Terme einer Gruppe von Gewichten, wie es die Warteschlange der Datenterme tut.</translation>
    </message>
    <message>
        <source>Pair cursor</source>
        <translation>Paarzeiger</translation>
    </message>
    <message>
        <source>Finds the next term pair, one a cycle: each weight term meets all data terms of its value, the largest first. Values without terms take no cycle.</source>
        <translation>Findet das nächste Termpaar, eines je Takt: Jeder Gewichtsterm trifft alle Datenterme seines Werts, den größten zuerst. Werte ohne Terme kosten keinen Takt.</translation>
    </message>
    <message>
        <source>Exponent adder</source>
        <translation>Exponentenaddierer</translation>
    </message>
    <message>
        <source>Multiplies two terms: adds their exponents and compares their signs.</source>
        <translation>Multipliziert zwei Terme: addiert ihre Exponenten und vergleicht ihre Vorzeichen.</translation>
    </message>
    <message>
        <source>Coefficients</source>
        <translation>Koeffizienten</translation>
    </message>
    <message>
        <source>Counts, for each exponent, the term pairs that come to it: up for a positive one, down for a negative one.</source>
        <translation>Zählt für jeden Exponenten die Termpaare, die auf ihn kommen: hinauf für ein positives, hinunter für ein negatives.</translation>
    </message>
    <message>
        <source>Revealer</source>
        <translation>Aufdecker</translation>
    </message>
    <message>
        <source>Lowers the waterline over a group, one exponent a cycle, until the budget is used: for operands that are revealed when they are made. One a column, in no cell.</source>
        <translation>Senkt die Wasserlinie über einer Gruppe, einen Exponenten je Takt, bis das Budget verbraucht ist: für Operanden, die aufgedeckt werden, wenn sie entstehen. Einer je Spalte, in keiner Zelle.</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Adds the coefficients up to a word in one cycle, where results leave the array. One a column.</source>
        <translation>Addiert die Koeffizienten in einem Takt zu einem Wort, wo die Ergebnisse das Array verlassen. Eine je Spalte.</translation>
    </message>
    <message>
        <source>Converter</source>
        <translation>Umwandler</translation>
    </message>
    <message>
        <source>Adds the coefficients up bit by bit, the lowest first: smaller than the sum, and as many cycles as the word has bits.</source>
        <translation>Addiert die Koeffizienten Bit für Bit, das niedrigste zuerst: kleiner als die Summe, und so viele Takte, wie das Wort Bits hat.</translation>
    </message>
    <message>
        <source>Registers</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>Two words decide whether the array runs QT or TR, and at which budgets. They are written while it runs.</source>
        <translation>Zwei Wörter entscheiden, ob das Array QT oder TR rechnet, und mit welchen Budgets. Sie werden geschrieben, während es läuft.</translation>
    </message>
    <message>
        <source>Keeps the s largest terms of each value of the next layer&apos;s data.</source>
        <translation>Behält die s größten Terme jedes Werts der Daten der nächsten Schicht.</translation>
    </message>
    <message>
        <source>Turns the bits of a value to signed terms in one pass, looking at two bits at a time.</source>
        <translation>Macht aus den Bits eines Werts in einem Durchlauf vorzeichenbehaftete Terme und sieht dabei je zwei Bits an.</translation>
    </message>
    <message>
        <source>Multiplies by the scale bit by bit, cuts what is below zero (ReLU) and rounds to the data&apos;s bits.</source>
        <translation>Multipliziert Bit für Bit mit der Skalierung, schneidet ab, was unter null ist (ReLU), und rundet auf die Bits der Daten.</translation>
    </message>
    <message>
        <source>pMAC of the rival</source>
        <translation>pMAC des Rivalen</translation>
    </message>
    <message>
        <source>Data value</source>
        <translation>Datenwert</translation>
    </message>
    <message>
        <source>Weight value</source>
        <translation>Gewichtswert</translation>
    </message>
    <message>
        <source>Multiplier</source>
        <translation>Multiplizierer</translation>
    </message>
    <message>
        <source>Accumulator</source>
        <translation>Akkumulator</translation>
    </message>
    <message>
        <source>pMAC: holds a value of the data, 8 bits. It hops on to the next cell with each cycle.</source>
        <translation>pMAC: hält einen Wert der Daten, 8 Bit. Er springt mit jedem Takt zur nächsten Zelle.</translation>
    </message>
    <message>
        <source>pMAC: holds a weight, 8 bits, as the register of the data value does.</source>
        <translation>pMAC: hält ein Gewicht, 8 Bit, wie das Register des Datenwerts.</translation>
    </message>
    <message>
        <source>pMAC: multiplies two values of 8 bits in one cycle. Counted by itself: with the adder behind it a synthesis tool makes other gates.</source>
        <translation>pMAC: multipliziert zwei Werte von 8 Bit in einem Takt. Für sich gezählt: mit dem Addierer dahinter macht ein Synthesewerkzeug andere Gatter.</translation>
    </message>
    <message>
        <source>pMAC: adds the products up, 32 bits, one a cycle. Counted by itself.</source>
        <translation>pMAC: summiert die Produkte, 32 Bit, eines je Takt. Für sich gezählt.</translation>
    </message>
    <message>
        <source>The rival&apos;s cell as a whole: a multiplier of 8-bit values and an accumulator of 32 bits, made together.</source>
        <translation>Die Zelle des Rivalen als Ganzes: ein Multiplizierer für 8-Bit-Werte und ein Akkumulator von 32 Bit, gemeinsam gebaut.</translation>
    </message>
    <message>
        <source>Unit costs</source>
        <translation>Einheitskosten</translation>
    </message>
    <message>
        <source>What energies and areas are made of: published figures of 45 nm, or gates of the hardware sources, counted. A table edited on the page stands until another is chosen.</source>
        <translation>Woraus Energien und Flächen gemacht sind: veröffentlichte Zahlen für 45 nm, oder gezählte Gatter der Hardwarequellen. Eine auf der Seite bearbeitete Tabelle gilt, bis eine andere gewählt wird.</translation>
    </message>
    <message>
        <source>45 nm, quoted</source>
        <translation>45 nm, zitiert</translation>
    </message>
    <message>
        <source>Counted gates</source>
        <translation>Gezählte Gatter</translation>
    </message>
    <message>
        <source>Bit-parallel</source>
        <translation>Bitparallel</translation>
    </message>
    <message>
        <source>nothing waits</source>
        <translation>nichts wartet</translation>
    </message>
    <message>
        <source>a layer waits for the bits of its largest datum</source>
        <translation>eine Schicht wartet auf die Bits ihres größten Datenwerts</translation>
    </message>
    <message>
        <source>16 channels wait for the datum with the most terms</source>
        <translation>16 Kanäle warten auf den Datenwert mit den meisten Termen</translation>
    </message>
    <message>
        <source>16 products wait for the one with the most pairs</source>
        <translation>16 Produkte warten auf das mit den meisten Paaren</translation>
    </message>
    <message>
        <source>64 weights wait for their fullest bit column</source>
        <translation>64 Gewichte warten auf ihre vollste Bitspalte</translation>
    </message>
    <message>
        <source>The next word, by an LSTM: a language model on the King James Version</source>
        <translation>Das nächste Wort, von einem LSTM: ein Sprachmodell auf der King-James-Bibel</translation>
    </message>
    <message>
        <source>The next word, by a transformer: a language model on the King James Version</source>
        <translation>Das nächste Wort, von einem Transformer: ein Sprachmodell auf der King-James-Bibel</translation>
    </message>
    <message>
        <source>embedding</source>
        <translation>Einbettung</translation>
    </message>
    <message>
        <source>layer norm</source>
        <translation>Layer-Norm</translation>
    </message>
    <message>
        <source>RMS norm</source>
        <translation>RMS-Norm</translation>
    </message>
    <message>
        <source>group norm</source>
        <translation>Gruppen-Norm</translation>
    </message>
    <message>
        <source>instance norm</source>
        <translation>Instanz-Norm</translation>
    </message>
    <message>
        <source>batch norm</source>
        <translation>Batch-Norm</translation>
    </message>
    <message>
        <source>conv-transpose</source>
        <translation>Faltung, transponiert</translation>
    </message>
    <message>
        <source>tied linear</source>
        <translation>linear, geteilt</translation>
    </message>
    <message>
        <source>QT, %1 bits</source>
        <translation>QT, %1 Bit</translation>
    </message>
    <message>
        <source>TR, g = %1, k = %2, s = %3</source>
        <translation>TR, g = %1, k = %2, s = %3</translation>
    </message>
    <message>
        <source>Published: QT from %1 pairs per MAC, TR from %2, %3 times fewer</source>
        <translation>Veröffentlicht: QT ab %1 Paaren je MAC, TR ab %2, %3-mal weniger</translation>
    </message>
    <message>
        <source>Published: no %1 setting as good as the best QT</source>
        <translation>Veröffentlicht: keine %1-Einstellung so gut wie die beste QT</translation>
    </message>
    <message>
        <source>Here: QT from %1 pairs per MAC, TR from %2, %3 times fewer</source>
        <translation>Hier: QT ab %1 Paaren je MAC, TR ab %2, %3-mal weniger</translation>
    </message>
    <message>
        <source>Here: no %1 setting as good as the best QT</source>
        <translation>Hier: keine %1-Einstellung so gut wie die beste QT</translation>
    </message>
    <message>
        <source>Here, by the published rules: QT from %1 pairs per MAC, TR from %2, %3 times fewer</source>
        <translation>Hier, nach den veröffentlichten Regeln: QT ab %1 Paaren je MAC, TR ab %2, %3-mal weniger</translation>
    </message>
    <message>
        <source>Here, by the published rules: no %1 setting as good as the best QT</source>
        <translation>Hier, nach den veröffentlichten Regeln: keine %1-Einstellung so gut wie die beste QT</translation>
    </message>
    <message>
        <source>As good as the best QT (within 1 % of its perplexity):</source>
        <translation>So gut wie die beste QT (bis auf 1 % ihrer Perplexität):</translation>
    </message>
    <message>
        <source>As good as the best QT (within half a point of top-1):</source>
        <translation>So gut wie die beste QT (bis auf einen halben Punkt Top-1):</translation>
    </message>
    <message>
        <source>Mean loss over these settings against the best QT of each: published %1, here %2, by the published rules %3 % of perplexity: what the rules do not account for is the network&apos;s and the data&apos;s</source>
        <translation>Mittlerer Verlust dieser Einstellungen gegen die jeweils beste QT: veröffentlicht %1, hier %2, nach den veröffentlichten Regeln %3 % der Perplexität: was die Regeln nicht erklären, liegt am Netz und an den Daten</translation>
    </message>
    <message>
        <source>Mean loss over these settings against the best QT of each: published %1, here %2, by the published rules %3 points: what the rules do not account for is the network&apos;s and the data&apos;s</source>
        <translation>Mittlerer Verlust dieser Einstellungen gegen die jeweils beste QT: veröffentlicht %1, hier %2, nach den veröffentlichten Regeln %3 Punkte: was die Regeln nicht erklären, liegt am Netz und an den Daten</translation>
    </message>
    <message>
        <source>Perplexity against term pairs</source>
        <translation>Perplexität gegen Termpaare</translation>
    </message>
    <message>
        <source>Accuracy against term pairs</source>
        <translation>Genauigkeit gegen Termpaare</translation>
    </message>
    <message>
        <source>pairs per MAC</source>
        <translation>Paare je MAC</translation>
    </message>
    <message>
        <source>published perplexity</source>
        <translation>veröffentlichte Perplexität</translation>
    </message>
    <message>
        <source>published top-1 %</source>
        <translation>veröffentlicht, Top-1 %</translation>
    </message>
    <message>
        <source>here</source>
        <translation>hier</translation>
    </message>
    <message>
        <source>by the published rules</source>
        <translation>nach den veröffentlichten Regeln</translation>
    </message>
    <message>
        <source>Published: %1; weights per tensor, scale max|w| / 2^(b-1), the code&apos;s own recoding</source>
        <translation>Veröffentlicht: %1; Gewichte je Tensor, Skalierung max|w| / 2^(b-1), die Umkodierung jenes Codes</translation>
    </message>
    <message>
        <source>Here: %1 on %2, %3 tokens; float %4; weights per channel, HESE</source>
        <translation>Hier: %1 auf %2, %3 Token; Float %4; Gewichte je Kanal, HESE</translation>
    </message>
    <message>
        <source>Here: %1 on %2, %3 images; float %4; weights per channel, HESE</source>
        <translation>Hier: %1 auf %2, %3 Bilder; Float %4; Gewichte je Kanal, HESE</translation>
    </message>
    <message>
        <source>By the published rules: the same network, per tensor, quantizer reference2020, encoding hese2020, activations of 16 bits, as that code multiplies unquantized ones</source>
        <translation>Nach den veröffentlichten Regeln: dasselbe Netz, je Tensor, Quantisierer reference2020, Kodierung hese2020, Aktivierungen mit 16 Bit, da jener Code unquantisierte multipliziert</translation>
    </message>
    <message>
        <source>By the published rules: the same network, per tensor, quantizer reference2020, encoding hese2020</source>
        <translation>Nach den veröffentlichten Regeln: dasselbe Netz, je Tensor, Quantisierer reference2020, Kodierung hese2020</translation>
    </message>
    <message>
        <source>Effect of the group size at equal α</source>
        <translation>Wirkung der Gruppengröße bei gleichem α</translation>
    </message>
    <message>
        <source>here, perplexity</source>
        <translation>hier, Perplexität</translation>
    </message>
    <message>
        <source>here, top-1 %</source>
        <translation>hier, Top-1 %</translation>
    </message>
    <message>
        <source>Published: %1, 8 bits, s = %2</source>
        <translation>Veröffentlicht: %1, 8 Bit, s = %2</translation>
    </message>
    <message>
        <source>Here: %1 on %2, %3 tokens; weights per channel, HESE, the same bits and s</source>
        <translation>Hier: %1 auf %2, %3 Token; Gewichte je Kanal, HESE, dieselben Bits und dasselbe s</translation>
    </message>
    <message>
        <source>Here: %1 on %2, %3 images; weights per channel, HESE, the same bits and s</source>
        <translation>Hier: %1 auf %2, %3 Bilder; Gewichte je Kanal, HESE, dieselben Bits und dasselbe s</translation>
    </message>
    <message>
        <source>At α = 1, from g = 1 to g = 32: published %1, here %2 of perplexity</source>
        <translation>Bei α = 1, von g = 1 bis g = 32: veröffentlicht %1, hier %2 der Perplexität</translation>
    </message>
    <message>
        <source>At α = 1, from g = 1 to g = 32: published %1, here %2 points of top-1</source>
        <translation>Bei α = 1, von g = 1 bis g = 32: veröffentlicht %1, hier %2 Punkte Top-1</translation>
    </message>
    <message>
        <source>g = 1 at α = 1 is %1 from the best of the table as published, %2 here; groups of 32 take back %3 % and %4 % of that</source>
        <translation>g = 1 liegt bei α = 1 um %1 unter dem Besten der Tabelle wie veröffentlicht, hier um %2; Gruppen von 32 holen davon %3 % und %4 % zurück</translation>
    </message>
    <message>
        <source>Encodings apart from grouping</source>
        <translation>Kodierungen ohne Gruppierung</translation>
    </message>
    <message>
        <source>terms of a weight</source>
        <translation>Terme eines Gewichts</translation>
    </message>
    <message>
        <source>Here: %1 on %2, %3 tokens; perplexity, 8 bits, weights per channel, s = 3 in the same encoding</source>
        <translation>Hier: %1 auf %2, %3 Token; Perplexität, 8 Bit, Gewichte je Kanal, s = 3 in derselben Kodierung</translation>
    </message>
    <message>
        <source>Here: %1 on %2, %3 images; top-1 %, 8 bits, weights per channel, s = 3 in the same encoding</source>
        <translation>Hier: %1 auf %2, %3 Bilder; Top-1 %, 8 Bit, Gewichte je Kanal, s = 3 in derselben Kodierung</translation>
    </message>
    <message>
        <source>Encoding alone (g = 1, k = 1): HESE over binary %1</source>
        <translation>Kodierung allein (g = 1, k = 1): HESE gegen Binär %1</translation>
    </message>
    <message>
        <source>Grouping alone (binary, α = 1): g = 8 over g = 1 %1</source>
        <translation>Gruppierung allein (binär, α = 1): g = 8 gegen g = 1 %1</translation>
    </message>
    <message>
        <source>Both (α = 1): %1</source>
        <translation>Beides (α = 1): %1</translation>
    </message>
    <message>
        <source>Term pairs of partial dot products of %1</source>
        <translation>Termpaare von Teil-Skalarprodukten der Länge %1</translation>
    </message>
    <message>
        <source>99 % have at most, binary</source>
        <translation>99 % haben höchstens, binär</translation>
    </message>
    <message>
        <source>binary, below %1, %</source>
        <translation>binär, unter %1, %</translation>
    </message>
    <message>
        <source>99 % have at most, HESE</source>
        <translation>99 % haben höchstens, HESE</translation>
    </message>
    <message>
        <source>HESE, below %1, %</source>
        <translation>HESE, unter %1, %</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Published: %1, 8 bits: %2 % need fewer than %3 of %4 pairs</source>
        <translation>Veröffentlicht: %1, 8 Bit: %2 % brauchen weniger als %3 von %4 Paaren</translation>
    </message>
    <message>
        <source>Here: %1 on %2, %3 tokens; 8-bit QT, weights per channel</source>
        <translation>Hier: %1 auf %2, %3 Token; 8-Bit-QT, Gewichte je Kanal</translation>
    </message>
    <message>
        <source>Here: %1 on %2, %3 images; 8-bit QT, weights per channel</source>
        <translation>Hier: %1 auf %2, %3 Bilder; 8-Bit-QT, Gewichte je Kanal</translation>
    </message>
    <message>
        <source>Of all dot products here %1 % (binary) and %2 % (HESE) need fewer than %3 pairs</source>
        <translation>Von allen Skalarprodukten hier brauchen %1 % (binär) und %2 % (HESE) weniger als %3 Paare</translation>
    </message>
    <message>
        <source>Quantization error of the weights</source>
        <translation>Quantisierungsfehler der Gewichte</translation>
    </message>
    <message>
        <source>weight terms per value</source>
        <translation>Gewichtsterme je Wert</translation>
    </message>
    <message>
        <source>SQNR dB, per channel</source>
        <translation>SQNR dB, je Kanal</translation>
    </message>
    <message>
        <source>per tensor</source>
        <translation>je Tensor</translation>
    </message>
    <message>
        <source>TR, 8 bits, g = %1, k = %2</source>
        <translation>TR, 8 Bit, g = %1, k = %2</translation>
    </message>
    <message>
        <source>Here: %1, all layers, HESE; SQNR 10·log10(Σw² / Σ(w - ŵ)²)</source>
        <translation>Hier: %1, alle Schichten, HESE; SQNR 10·log10(Σw² / Σ(w - ŵ)²)</translation>
    </message>
    <message>
        <source>At one term a weight, from g = 1 to g = 32: %1 dB</source>
        <translation>Bei einem Term je Gewicht, von g = 1 bis g = 32: %1 dB</translation>
    </message>
    <message>
        <source>Published: no numbers come with the code</source>
        <translation>Veröffentlicht: dem Code liegen keine Zahlen bei</translation>
    </message>
    <message>
        <source>%1: of the published settings k = %2, s = %3 comes nearest to the measured latency, here %4 for %5 and energy %6 for %7; it scores %8 where QT scores %9</source>
        <translation>%1: von den veröffentlichten Einstellungen kommt k = %2, s = %3 der gemessenen Latenz am nächsten, hier %4 statt %5 und Energie %6 statt %7; sie erreicht %8, wo QT %9 erreicht</translation>
    </message>
    <message>
        <source>%1: energy %2 for one sample, %3 for %4 at once: one alone pays for reading the weights, which both modes read alike</source>
        <translation>%1: Energie %2 für eine Probe, %3 für %4 zugleich: eine allein bezahlt das Lesen der Gewichte, die beide Betriebsarten gleich lesen</translation>
    </message>
    <message>
        <source>TR over QT on an array of 128 x 64 term MACs</source>
        <translation>TR gegen QT auf einem Array aus 128 x 64 Term-MACs</translation>
    </message>
    <message>
        <source>latency, published</source>
        <translation>Latenz, veröffentlicht</translation>
    </message>
    <message>
        <source>here, all layers revealed</source>
        <translation>hier, alle Schichten aufgedeckt</translation>
    </message>
    <message>
        <source>first and depthwise at QT</source>
        <translation>erste und tiefenweise auf QT</translation>
    </message>
    <message>
        <source>energy, published</source>
        <translation>Energie, veröffentlicht</translation>
    </message>
    <message>
        <source>QT step</source>
        <translation>QT-Schritt</translation>
    </message>
    <message>
        <source>TR step</source>
        <translation>TR-Schritt</translation>
    </message>
    <message>
        <source>TR step that the published latency comes to</source>
        <translation>TR-Schritt, der der veröffentlichten Latenz entspricht</translation>
    </message>
    <message>
        <source>%1: QT %2/%3 bits, TR g = %4, k = %5, s = %6</source>
        <translation>%1: QT %2/%3 Bit, TR g = %4, k = %5, s = %6</translation>
    </message>
    <message>
        <source>%1: with the first convolution and depthwise ones, if any, at QT the latency falls to %2 for %3: on an array that takes them as this one does they cannot have stayed at QT&apos;s steps</source>
        <translation>%1: bleiben die erste Faltung und tiefenweise, falls vorhanden, auf QT, fällt die Latenz auf %2 statt %3: auf einem Array, das sie wie dieses verarbeitet, können sie nicht bei den Schritten von QT geblieben sein</translation>
    </message>
    <message>
        <source>Published: measured, %1; its settings do not come with the figures</source>
        <translation>Veröffentlicht: gemessen, %1; die Einstellungen sind den Zahlen nicht beigegeben</translation>
    </message>
    <message>
        <source>Here: a model, weight-stationary, provisioned steps; TR at the cheapest published setting within %1 points (percent of perplexity) of the published QT</source>
        <translation>Hier: ein Modell, gewichtsstationär, vorgehaltene Schritte; TR bei der billigsten veröffentlichten Einstellung bis auf %1 Punkte (Prozent der Perplexität) an der veröffentlichten QT</translation>
    </message>
    <message>
        <source>Steps in cycles of a group: QT g·(b_w-1)·(b_d-1), TR k·s</source>
        <translation>Schritte in Takten einer Gruppe: QT g·(b_w-1)·(b_d-1), TR k·s</translation>
    </message>
    <message>
        <source>With all layers revealed the latency is that of the steps, whatever the layers&apos; shapes: of all networks within %1 % where outputs stay, within %2 % where weights stay, whose loading takes their term slots, g·(b_w-1) under QT and k under TR; the last column is the step that the measured latency comes to</source>
        <translation>Sind alle Schichten aufgedeckt, ist die Latenz die der Schritte, welche Form die Schichten auch haben: bei allen Netzen bis auf %1 %, wo Ausgaben stehen bleiben, bis auf %2 %, wo Gewichte stehen bleiben, deren Laden ihre Termplätze braucht, g·(b_w-1) bei QT und k bei TR; die letzte Spalte ist der Schritt, der der gemessenen Latenz entspricht</translation>
    </message>
</context>
<context>
    <name>termscope</name>
    <message>
        <source>%1-bit pMAC cells</source>
        <translation>%1-Bit-pMAC-Zellen</translation>
    </message>
    <message>
        <source>TR on term cells</source>
        <translation>TR-Termzellen</translation>
    </message>
    <message>
        <source>QT on term cells</source>
        <translation>QT-Termzellen</translation>
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
        <translation>%1: (%2×%3)·(%3×%4)</translation>
    </message>
    <message>
        <source>Random operands.</source>
        <translation>Zufällige Operanden.</translation>
    </message>
    <message>
        <source>Random operands: the network&apos;s activations are not known.</source>
        <translation>Zufällige Operanden: Die Aktivierungen des Netzes sind nicht bekannt.</translation>
    </message>
    <message>
        <source>This layer is not revealed: both arrays run it under QT.</source>
        <translation>Diese Schicht wird nicht aufgedeckt: Beide Arrays rechnen sie mit QT.</translation>
    </message>
    <message>
        <source>This layer is not revealed: its array runs it on the file&apos;s own integers.</source>
        <translation>Diese Schicht wird nicht aufgedeckt: Ihr Array rechnet mit den eigenen ganzen Zahlen der Datei.</translation>
    </message>
    <message>
        <source>given, term cells</source>
        <translation>wie gegeben</translation>
    </message>
    <message>
        <source> One of the layer&apos;s %1 products.</source>
        <translation> Eines der %1 Produkte der Schicht.</translation>
    </message>
    <message>
        <source>This network reads text, and none is open (File &gt; Open text).</source>
        <translation>Dieses Netz liest Text, und keiner ist geöffnet (Datei &gt; Text öffnen).</translation>
    </message>
    <message>
        <source>No images are open.</source>
        <translation>Es sind keine Bilder geöffnet.</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>%1 mm²</source>
        <translation>%1 mm²</translation>
    </message>
    <message>
        <source>Control registers</source>
        <translation>Steuerregister</translation>
    </message>
    <message>
        <source>HESE encoder</source>
        <translation>HESE-Kodierer</translation>
    </message>
    <message>
        <source>term comparator</source>
        <translation>Termvergleicher</translation>
    </message>
    <message>
        <source>bit width</source>
        <translation>Bitbreite</translation>
    </message>
    <message>
        <source>group size</source>
        <translation>Gruppengröße</translation>
    </message>
    <message>
        <source>group budget</source>
        <translation>Gruppenbudget</translation>
    </message>
    <message>
        <source>not looked at</source>
        <translation>nicht ausgewertet</translation>
    </message>
    <message>
        <source>data terms</source>
        <translation>Datenterme</translation>
    </message>
    <message>
        <source>mode word</source>
        <translation>Moduswort</translation>
    </message>
    <message>
        <source>term word</source>
        <translation>Termwort</translation>
    </message>
    <message>
        <source>%1 cycles</source>
        <translation>%1 Takte</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Switching the same array</source>
        <translation>Umschalten desselben Arrays</translation>
    </message>
    <message>
        <source>TR to QT</source>
        <translation>TR nach QT</translation>
    </message>
    <message>
        <source>QT to TR</source>
        <translation>QT nach TR</translation>
    </message>
    <message>
        <source>What is in flight has to leave first. The share is of this product&apos;s cycles under TR.</source>
        <translation>Was unterwegs ist, muss erst heraus. Der Anteil bezieht sich auf die Takte dieses Produkts mit TR.</translation>
    </message>
    <message>
        <source>Coefficient vector for K = %1</source>
        <translation>Koeffizientenvektor für K = %1</translation>
    </message>
    <message>
        <source>coefficients</source>
        <translation>Koeffizienten</translation>
    </message>
    <message>
        <source>bits each, TR</source>
        <translation>Bits je Koeffizient, TR</translation>
    </message>
    <message>
        <source>bits each, QT</source>
        <translation>Bits je Koeffizient, QT</translation>
    </message>
    <message>
        <source>bits of the result</source>
        <translation>Bits des Ergebnisses</translation>
    </message>
    <message>
        <source>Units after a column</source>
        <translation>Einheiten nach einer Spalte</translation>
    </message>
    <message>
        <source>cycles</source>
        <translation>Takte</translation>
    </message>
    <message>
        <source>a word</source>
        <translation>je Wort</translation>
    </message>
    <message>
        <source>added</source>
        <translation>dazu</translation>
    </message>
    <message>
        <source>in all</source>
        <translation>insgesamt</translation>
    </message>
    <message>
        <source>Bit by bit, with an 8-bit multiplier in the requantizer.</source>
        <translation>Bit für Bit, mit einem 8-Bit-Multiplizierer im Requantisierer.</translation>
    </message>
    <message>
        <source>This product, by the model</source>
        <translation>Dieses Produkt, nach dem Modell</translation>
    </message>
    <message>
        <source>compute</source>
        <translation>Rechnen</translation>
    </message>
    <message>
        <source>SRAM</source>
        <translation>SRAM</translation>
    </message>
    <message>
        <source>total</source>
        <translation>gesamt</translation>
    </message>
    <message>
        <source>cell area</source>
        <translation>Zellfläche</translation>
    </message>
    <message>
        <source>Counts of what is really there times the unit costs at the left. Not a measurement.</source>
        <translation>Anzahlen dessen, was wirklich da ist, mal die Einheitskosten links. Keine Messung.</translation>
    </message>
    <message>
        <source>QT / TR on the same cells</source>
        <translation>QT / TR auf denselben Zellen</translation>
    </message>
    <message>
        <source>latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>energy</source>
        <translation>Energie</translation>
    </message>
    <message>
        <source>model, here</source>
        <translation>Modell, hier</translation>
    </message>
    <message>
        <source>%1×</source>
        <translation>%1×</translation>
    </message>
    <message>
        <source>The model&apos;s energies are bounds. The named ones are published: %1; other settings and technology.</source>
        <translation>Die Energien des Modells sind Schranken. Die benannten sind veröffentlicht: %1; andere Einstellungen und Technologie.</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG-Bilder (*.png)</translation>
    </message>
    <message>
        <source>SVG drawings (*.svg)</source>
        <translation>SVG-Zeichnungen (*.svg)</translation>
    </message>
    <message>
        <source>PDF documents (*.pdf)</source>
        <translation>PDF-Dokumente (*.pdf)</translation>
    </message>
    <message>
        <source>CSV tables (*.csv)</source>
        <translation>CSV-Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>Scale, 1 to 4:</source>
        <translation>Maßstab, 1 bis 4:</translation>
    </message>
    <message>
        <source>Save “%1”</source>
        <translation>„%1“ speichern</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
    <message>
        <source>loading weights</source>
        <translation>Gewichte werden geladen</translation>
    </message>
    <message>
        <source>loading inputs</source>
        <translation>Eingaben werden geladen</translation>
    </message>
    <message>
        <source> (%1 to %2 of %3)</source>
        <translation> (%1 bis %2 von %3)</translation>
    </message>
    <message>
        <source>done with this group</source>
        <translation>mit dieser Gruppe fertig</translation>
    </message>
    <message>
        <source>no operands</source>
        <translation>keine Operanden</translation>
    </message>
    <message>
        <source>%1 · %2 = %3: %4 + %5 = %6, c%6 counts %7</source>
        <translation>%1 · %2 = %3: %4 + %5 = %6, c%6 zählt %7</translation>
    </message>
    <message>
        <source>up</source>
        <translation>aufwärts</translation>
    </message>
    <message>
        <source>down</source>
        <translation>abwärts</translation>
    </message>
    <message>
        <source>cell (%1, %2)</source>
        <translation>Zelle (%1, %2)</translation>
    </message>
    <message>
        <source>: no operands; holds %1</source>
        <translation>: keine Operanden; enthält %1</translation>
    </message>
    <message>
        <source>: input %1 · weight %2, value %3; sum so far %4</source>
        <translation>: Eingabe %1 · Gewicht %2, Wert %3; Summe bisher %4</translation>
    </message>
    <message>
        <source>: input %1 · weight %2, group %3; %4 of %5 pairs done</source>
        <translation>: Eingabe %1 · Gewicht %2, Gruppe %3; %4 von %5 Paaren erledigt</translation>
    </message>
    <message>
        <source>cell (%1, %2): input %3 · weight %4, %5 %6</source>
        <translation>Zelle (%1, %2): Eingabe %3 · Gewicht %4, %5 %6</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>sum %1 in an accumulator of %2 bits</source>
        <translation>Summe %1 in einem Akkumulator von %2 Bits</translation>
    </message>
    <message>
        <source>weight terms</source>
        <translation>Gewichtsterme</translation>
    </message>
    <message>
        <source>%1 of %2 pairs done · Σ cᵢ·2ⁱ = %3 · %4-bit cᵢ</source>
        <translation>%1 von %2 Paaren erledigt · Σ cᵢ·2ⁱ = %3 · %4-Bit-cᵢ</translation>
    </message>
    <message>
        <source>s = all</source>
        <translation>s = alle</translation>
    </message>
    <message>
        <source>float (%1)</source>
        <translation>float (%1)</translation>
    </message>
    <message>
        <source>given</source>
        <translation>gegeben</translation>
    </message>
    <message>
        <source>given (%1)</source>
        <translation>gegeben (%1)</translation>
    </message>
    <message>
        <source>QT by bits</source>
        <translation>QT nach Bits</translation>
    </message>
    <message>
        <source>TR by k, g = %1, %2</source>
        <translation>TR nach k, g = %1, %2</translation>
    </message>
    <message>
        <source>, %1-bit weights, %2-bit data</source>
        <translation>, %1-Bit-Gewichte, %2-Bit-Daten</translation>
    </message>
    <message>
        <source>
perplexity %1 (%2 … %3 at 95 %) on %4 tokens</source>
        <translation>
Perplexität %1 (%2 … %3 bei 95 %) auf %4 Tokens</translation>
    </message>
    <message>
        <source>
%1 (%2 of %3)</source>
        <translation>
%1 (%2 von %3)</translation>
    </message>
    <message>
        <source>
pairs per MAC: %1 provisioned, %2 measured</source>
        <translation>
Paare je MAC: %1 vorgehalten, %2 gemessen</translation>
    </message>
    <message>
        <source>%1, published</source>
        <translation>%1, veröffentlicht</translation>
    </message>
    <message>
        <source>
%1-bit weights, %2-bit data
%3 %, %4 provisioned pairs per MAC
%5</source>
        <translation>
%1-Bit-Gewichte, %2-Bit-Daten
%3 %, %4 vorgehaltene Paare je MAC
%5</translation>
    </message>
    <message>
        <source>%1 bit</source>
        <translation>%1 Bit</translation>
    </message>
    <message>
        <source>power</source>
        <translation>Potenz</translation>
    </message>
    <message>
        <source>run</source>
        <translation>Folge</translation>
    </message>
    <message>
        <source>plain</source>
        <translation>einfach</translation>
    </message>
    <message>
        <source>bit</source>
        <translation>Bit</translation>
    </message>
    <message>
        <source>mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>digit</source>
        <translation>Ziffer</translation>
    </message>
    <message>
        <source>plain mode, bit 0: 0, nothing starts</source>
        <translation>einfacher Modus, Bit 0: 0, nichts beginnt</translation>
    </message>
    <message>
        <source>plain mode, bit 1 under a 0: +1, a lone bit stays as it is</source>
        <translation>einfacher Modus, Bit 1 unter einer 0: +1, ein einzelnes Bit bleibt, wie es ist</translation>
    </message>
    <message>
        <source>plain mode, bit 1 under a 1: −1, a run starts</source>
        <translation>einfacher Modus, Bit 1 unter einer 1: −1, eine Folge beginnt</translation>
    </message>
    <message>
        <source>run mode, bit 1: 0, the run goes on</source>
        <translation>Folgemodus, Bit 1: 0, die Folge geht weiter</translation>
    </message>
    <message>
        <source>run mode, bit 0 under a 1: −1, the run goes on</source>
        <translation>Folgemodus, Bit 0 unter einer 1: −1, die Folge geht weiter</translation>
    </message>
    <message>
        <source>run mode, bit 0 under a 0: +1, the run ends</source>
        <translation>Folgemodus, Bit 0 unter einer 0: +1, die Folge endet</translation>
    </message>
    <message>
        <source>before</source>
        <translation>vorher</translation>
    </message>
    <message>
        <source>so far</source>
        <translation>bisher</translation>
    </message>
    <message>
        <source>after</source>
        <translation>nachher</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>float</source>
        <translation>float</translation>
    </message>
    <message>
        <source>scaled</source>
        <translation>skaliert</translation>
    </message>
    <message>
        <source>; all kept</source>
        <translation>; alles behalten</translation>
    </message>
    <message>
        <source>; kept %1; error %2</source>
        <translation>; behalten %1; Fehler %2</translation>
    </message>
    <message>
        <source>; float %1, shown as %2</source>
        <translation>; float %1, gezeigt als %2</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; on %2×%3 cells: %4 takes &lt;b&gt;%5 times&lt;/b&gt; as many cycles as %6.</source>
        <translation>&lt;b&gt;%1&lt;/b&gt; auf %2×%3 Zellen: %4 braucht &lt;b&gt;%5-mal&lt;/b&gt; so viele Takte wie %6.</translation>
    </message>
    <message>
        <source>&lt;br&gt;Cycles provisioned / adaptive / ideal:</source>
        <translation>&lt;br&gt;Takte vorgehalten / adaptiv / ideal:</translation>
    </message>
    <message>
        <source> %1 %2 / %3 / %4;</source>
        <translation> %1 %2 / %3 / %4;</translation>
    </message>
    <message>
        <source>fold %1 of %2</source>
        <translation>Durchgang %1 von %2</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>%1, loading</source>
        <translation>%1, lädt</translation>
    </message>
    <message>
        <source>%1, draining</source>
        <translation>%1, liest aus</translation>
    </message>
    <message>
        <source>%1, step %2 of %3, cycle %4 of %5</source>
        <translation>%1, Schritt %2 von %3, Takt %4 von %5</translation>
    </message>
    <message>
        <source>one multiply-accumulate a cycle; utilisation %1 %</source>
        <translation>ein MAC je Takt; Auslastung %1 %</translation>
    </message>
    <message>
        <source>%1 of %2 pairs a step; utilisation %3 %</source>
        <translation>%1 von %2 Paaren je Schritt; Auslastung %3 %</translation>
    </message>
    <message>
        <source>Evaluating</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Accuracy curve</source>
        <translation>Genauigkeitskurve</translation>
    </message>
    <message>
        <source>Accuracy curve stopped</source>
        <translation>Genauigkeitskurve angehalten</translation>
    </message>
    <message>
        <source>Accuracy curve stopped at %1 of %2</source>
        <translation>Genauigkeitskurve angehalten bei %1 von %2</translation>
    </message>
    <message>
        <source>array: %1</source>
        <translation>Array: %1</translation>
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
        <translation>Datei</translation>
    </message>
    <message>
        <source>stored %1 − zero point %2 = %3</source>
        <translation>gespeichert %1 − Nullpunkt %2 = %3</translation>
    </message>
    <message>
        <source>Zero-point correction</source>
        <translation>Nullpunktkorrektur</translation>
    </message>
    <message>
        <source>zero-point correction</source>
        <translation>Nullpunktkorrektur</translation>
    </message>
    <message>
        <source>product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>all layers</source>
        <translation>alle Schichten</translation>
    </message>
    <message>
        <source>additions</source>
        <translation>Additionen</translation>
    </message>
    <message>
        <source>multiplications</source>
        <translation>Multiplikationen</translation>
    </message>
    <message>
        <source>additions, once</source>
        <translation>Additionen, einmal</translation>
    </message>
    <message>
        <source>multiplications, once</source>
        <translation>Multiplikationen, einmal</translation>
    </message>
    <message>
        <source>Terms are those of stored integer − zero point, and need none. Hardware that streams the stored integers adds up the data where weights have zero points, and, once, the weights of each output where data have one.</source>
        <translation>Terme sind die von gespeicherter Zahl − Nullpunkt und brauchen keine. Hardware, durch die die gespeicherten Zahlen laufen, summiert die Daten, wo Gewichte Nullpunkte haben, und einmal die Gewichte jedes Ausgangs, wo Daten einen haben.</translation>
    </message>
    <message>
        <source>%1 in blocks of %2</source>
        <translation>%1 in Blöcken zu %2</translation>
    </message>
    <message>
        <source>%1 per channel</source>
        <translation>%1 je Kanal</translation>
    </message>
    <message>
        <source>%1 per tensor</source>
        <translation>%1 je Tensor</translation>
    </message>
    <message>
        <source>Counted so, the rival takes %1× the energy of TR; provisioned, with every pair at work that hardware reserves, QT takes %2×: most of the pairs that QT reserves never come.</source>
        <translation>So gezählt braucht der Gegner die %1-fache Energie von TR; vorgehalten, wenn jedes Paar arbeitet, das die Hardware reserviert, braucht QT die %2-fache: Die meisten Paare, die QT vorhält, kommen nie.</translation>
    </message>
    <message>
        <source>zero points</source>
        <translation>Nullpunkte</translation>
    </message>
    <message>
        <source> The rival runs the layer quantized anew, as plain QT: the file&apos;s own integers are not its.</source>
        <translation> Der Gegner führt die Schicht neu quantisiert aus, als einfaches QT: Die Zahlen der Datei sind nicht seine.</translation>
    </message>
    <message>
        <source>layers of their own</source>
        <translation>eigene Schichten</translation>
    </message>
    <message>
        <source>%1 (%2 images)</source>
        <translation>%1 (%2 Bilder)</translation>
    </message>
    <message>
        <source>weights %1 bit</source>
        <translation>Gewichte %1 Bit</translation>
    </message>
    <message>
        <source>data %1 bit</source>
        <translation>Daten %1 Bit</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>Accuracy curve: %1</source>
        <translation>Genauigkeitskurve: %1</translation>
    </message>
    <message>
        <source>as given</source>
        <translation>wie gegeben</translation>
    </message>
    <message>
        <source>QT, %1 bit</source>
        <translation>QT, %1 Bit</translation>
    </message>
    <message>
        <source>TR, k = %1</source>
        <translation>TR, k = %1</translation>
    </message>
    <message>
        <source>Copy table as CSV</source>
        <translation>Tabelle als CSV kopieren</translation>
    </message>
    <message>
        <source>Copy table as Markdown</source>
        <translation>Tabelle als Markdown kopieren</translation>
    </message>
    <message>
        <source>Copy table as LaTeX</source>
        <translation>Tabelle als LaTeX kopieren</translation>
    </message>
    <message>
        <source>float (about %1)</source>
        <translation>float (etwa %1)</translation>
    </message>
    <message>
        <source>QT by bits, estimates</source>
        <translation>QT nach Bits, Schätzungen</translation>
    </message>
    <message>
        <source>given (about %1)</source>
        <translation>gegeben (etwa %1)</translation>
    </message>
    <message>
        <source>TR by k, g = %1, %2, estimates</source>
        <translation>TR nach k, g = %1, %2, Schätzungen</translation>
    </message>
    <message>
        <source>
an estimate, not all samples were run yet</source>
        <translation>
eine Schätzung, noch sind nicht alle Beispiele gelaufen</translation>
    </message>
    <message>
        <source>%1, estimates</source>
        <translation>%1, Schätzungen</translation>
    </message>
    <message>
        <source>%1: %2, %3-bit data</source>
        <translation>%1: %2, Daten mit %3 Bit</translation>
    </message>
    <message>
        <source>%1: %2, data in the format too</source>
        <translation>%1: %2, Daten ebenfalls im Format</translation>
    </message>
    <message>
        <source>ImageNet networks of PyTorch: the shorter side to 256 pixels, the middle 224×224, 0 to 1, each colour less its mean over its deviation.</source>
        <translation>ImageNet-Netze von PyTorch: die kürzere Seite auf 256 Pixel, die Mitte 224×224, 0 bis 1, jede Farbe minus ihren Mittelwert durch ihre Streuung.</translation>
    </message>
    <message>
        <source>ImageNet networks of Keras and TensorFlow: the shorter side to 256 pixels, the middle 224×224, −1 to 1.</source>
        <translation>ImageNet-Netze von Keras und TensorFlow: die kürzere Seite auf 256 Pixel, die Mitte 224×224, −1 bis 1.</translation>
    </message>
    <message>
        <source>Networks trained on CIFAR: the size as it is, 0 to 1, each colour less its mean over its deviation.</source>
        <translation>Auf CIFAR trainierte Netze: die Größe wie sie ist, 0 bis 1, jede Farbe minus ihren Mittelwert durch ihre Streuung.</translation>
    </message>
    <message>
        <source>Networks trained on MNIST by PyTorch&apos;s example: grey, 0 to 1, less the mean over the deviation.</source>
        <translation>Nach dem Beispiel von PyTorch auf MNIST trainierte Netze: grau, 0 bis 1, minus den Mittelwert durch die Streuung.</translation>
    </message>
    <message>
        <source>The size as it is, pixels 0 to 255 become 0 to 1, nothing else.</source>
        <translation>Die Größe wie sie ist, aus Pixeln von 0 bis 255 wird 0 bis 1, sonst nichts.</translation>
    </message>
    <message>
        <source> as the float network, SQNR %1 dB</source>
        <translation> wie das Float-Netz, SQNR %1 dB</translation>
    </message>
    <message>
        <source>Open a text …</source>
        <translation>Text öffnen …</translation>
    </message>
    <message>
        <source>Open a network …</source>
        <translation>Netz öffnen …</translation>
    </message>
    <message>
        <source>Progress of the study</source>
        <translation>Fortschritt der Studie</translation>
    </message>
    <message>
        <source>How the study stands</source>
        <translation>Stand der Studie</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>Studie</translation>
    </message>
    <message>
        <source>%1 LUT · %2 FF</source>
        <translation>%1 LUT · %2 FF</translation>
    </message>
    <message>
        <source>comparator</source>
        <translation>Vergleicher</translation>
    </message>
    <message>
        <source>HESE</source>
        <translation>HESE</translation>
    </message>
    <message>
        <source>7 series, g = 8, 8 bits. A tMAC: %1; a pMAC: %2.</source>
        <translation>7er-Reihe, g = 8, 8 Bits. Ein tMAC: %1; ein pMAC: %2.</translation>
    </message>
    <message>
        <source>other class</source>
        <translation>andere Klasse</translation>
    </message>
    <message>
        <source>right → wrong</source>
        <translation>richtig → falsch</translation>
    </message>
    <message>
        <source>wrong → right</source>
        <translation>falsch → richtig</translation>
    </message>
    <message>
        <source>wrong → wrong</source>
        <translation>falsch → falsch</translation>
    </message>
    <message>
        <source>no difference</source>
        <translation>kein Unterschied</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>%1 (bias)</source>
        <translation>%1 (Bias)</translation>
    </message>
    <message>
        <source>Perplexity: A &lt;b&gt;%1&lt;/b&gt;, B &lt;b&gt;%2&lt;/b&gt;. </source>
        <translation>Perplexität: A &lt;b&gt;%1&lt;/b&gt;, B &lt;b&gt;%2&lt;/b&gt;. </translation>
    </message>
    <message>
        <source>Top-1: A &lt;b&gt;%1 %&lt;/b&gt;, B &lt;b&gt;%2 %&lt;/b&gt;. </source>
        <translation>Top-1: A &lt;b&gt;%1 %&lt;/b&gt;, B &lt;b&gt;%2 %&lt;/b&gt;. </translation>
    </message>
    <message>
        <source>Same likeliest word: %1 % of %2 tokens</source>
        <translation>Dasselbe wahrscheinlichste Wort: %1 % von %2 Tokens</translation>
    </message>
    <message>
        <source>Same class: %1 % of %2</source>
        <translation>Dieselbe Klasse: %1 % von %2</translation>
    </message>
    <message>
        <source>; KL of B from A %1, SQNR of B&apos;s outputs %2.</source>
        <translation>; KL von B gegen A %1, SQNR der Ausgaben von B %2.</translation>
    </message>
    <message>
        <source>tensor</source>
        <translation>Tensor</translation>
    </message>
    <message>
        <source>Sorted by depth</source>
        <translation>Nach der Tiefe sortiert</translation>
    </message>
    <message>
        <source>shape</source>
        <translation>Form</translation>
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
        <translation>Der größte Unterschied</translation>
    </message>
    <message>
        <source>max |A|</source>
        <translation>max |A|</translation>
    </message>
    <message>
        <source>The largest magnitude in A</source>
        <translation>Der größte Betrag in A</translation>
    </message>
    <message>
        <source>Only in A: %1.</source>
        <translation>Nur in A: %1.</translation>
    </message>
    <message>
        <source>Only in B: %1.</source>
        <translation>Nur in B: %1.</translation>
    </message>
    <message>
        <source>Of other shapes: %1.</source>
        <translation>Von anderer Form: %1.</translation>
    </message>
    <message>
        <source>token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>A click shows it</source>
        <translation>Ein Klick zeigt es</translation>
    </message>
    <message>
        <source>what flips</source>
        <translation>was kippt</translation>
    </message>
    <message>
        <source>next word</source>
        <translation>nächstes Wort</translation>
    </message>
    <message>
        <source>label</source>
        <translation>Label</translation>
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
        <translation>%1 von %2 haben in B eine andere Klasse.</translation>
    </message>
    <message>
        <source>Right to wrong %1, wrong to right %2, wrong to another wrong %3.</source>
        <translation>Richtig zu falsch %1, falsch zu richtig %2, falsch zu anders falsch %3.</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>Perplexität</translation>
    </message>
    <message>
        <source>Top-1 in percent</source>
        <translation>Top-1 in Prozent</translation>
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
        <translation>Paare A</translation>
    </message>
    <message>
        <source>Provisioned</source>
        <translation>Vorgehalten</translation>
    </message>
    <message>
        <source>pairs B</source>
        <translation>Paare B</translation>
    </message>
    <message>
        <source>%1×%2 term cells, %3, %4 samples</source>
        <translation>%1×%2 Term-Zellen, %3, %4 Proben</translation>
    </message>
    <message>
        <source>%1 holds weights only: the tensors alone are compared.</source>
        <translation>%1 enthält nur Gewichte: Verglichen werden die Tensoren allein.</translation>
    </message>
    <message>
        <source>%1, %2 bit</source>
        <translation>%1, %2 Bit</translation>
    </message>
    <message>
        <source>%1 under QT</source>
        <translation>%1 unter QT</translation>
    </message>
    <message>
        <source>%1 bits per weight</source>
        <translation>%1 Bits je Gewicht</translation>
    </message>
    <message>
        <source>%1 kB</source>
        <translation>%1 kB</translation>
    </message>
    <message>
        <source>
reserves what is measured: %1</source>
        <translation>
hält das Gemessene vor: %1</translation>
    </message>
    <message>
        <source>%1, trained</source>
        <translation>%1, trainiert</translation>
    </message>
    <message>
        <source>%1, published
%2, %3-bit weights: %4 %</source>
        <translation>%1, veröffentlicht
%2, Gewichte mit %3 Bit: %4 %</translation>
    </message>
    <message>
        <source> (float: %1 %)</source>
        <translation> (Float: %1 %)</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>, layers with settings of their own</source>
        <translation>, Schichten mit eigenen Einstellungen</translation>
    </message>
    <message>
        <source>%1 %2 (%3, the weights of layer %4)</source>
        <translation>%1 %2 (%3, die Gewichte der Schicht %4)</translation>
    </message>
    <message>
        <source>%1 %2 (%3)</source>
        <translation>%1 %2 (%3)</translation>
    </message>
    <message>
        <source>%1 (%2 of them)</source>
        <translation>%1 (%2 davon)</translation>
    </message>
    <message>
        <source>In float32 beside the layers: %1</source>
        <translation>In float32 neben den Schichten: %1</translation>
    </message>
    <message>
        <source>
SQNR %1 on %2 samples</source>
        <translation>
SQNR %1 auf %2 Proben</translation>
    </message>
</context>
<context>
    <name>termscope::AccuracyPage</name>
    <message>
        <source>Accuracy of the current setting</source>
        <translation>Genauigkeit der jetzigen Einstellung</translation>
    </message>
    <message>
        <source>point of the curve</source>
        <translation>Punkt der Kurve</translation>
    </message>
    <message>
        <source>Evaluating …</source>
        <translation>Wird ausgewertet …</translation>
    </message>
    <message>
        <source>&lt;b&gt;Perplexity %1&lt;/b&gt; (%2 to %3 with 95 % confidence, all %4 tokens, %5 streams).</source>
        <translation>&lt;b&gt;Perplexität %1&lt;/b&gt; (%2 bis %3 mit 95 % Konfidenz, alle %4 Tokens, %5 Ströme).</translation>
    </message>
    <message>
        <source>&lt;b&gt;Perplexity about %1&lt;/b&gt; (%2 to %3 with 95 % confidence, from %4 of %5 tokens).</source>
        <translation>&lt;b&gt;Perplexität etwa %1&lt;/b&gt; (%2 bis %3 mit 95 % Konfidenz, aus %4 von %5 Tokens).</translation>
    </message>
    <message>
        <source> Float: %1%2.</source>
        <translation> Float: %1%2.</translation>
    </message>
    <message>
        <source>about </source>
        <translation>etwa </translation>
    </message>
    <message>
        <source> Less is better: it is how many words the next one seems to be drawn from.</source>
        <translation> Weniger ist besser: aus so vielen Wörtern scheint das nächste gezogen zu werden.</translation>
    </message>
    <message>
        <source>&lt;b&gt;Top-1 %1 %&lt;/b&gt; (%2 of %3 images), top-5 %4 %.</source>
        <translation>&lt;b&gt;Top-1 %1 %&lt;/b&gt; (%2 von %3 Bildern), Top-5 %4 %.</translation>
    </message>
    <message>
        <source>&lt;b&gt;Top-1 about %1 %&lt;/b&gt; (%2 to %3 % with 95 % confidence, from the first %4 of %5 images).</source>
        <translation>&lt;b&gt;Top-1 etwa %1 %&lt;/b&gt; (%2 bis %3 % mit 95 % Konfidenz, aus den ersten %4 von %5 Bildern).</translation>
    </message>
    <message>
        <source> Float: %1 %.</source>
        <translation> Float: %1 %.</translation>
    </message>
    <message>
        <source> As given: %1 %.</source>
        <translation> Wie gegeben: %1 %.</translation>
    </message>
    <message>
        <source> Windows of %1 tokens: the network carries no state on.</source>
        <translation> Fenster von %1 Tokens: das Netz gibt keinen Zustand weiter.</translation>
    </message>
    <message>
        <source>Waiting for the classes of this image …</source>
        <translation>Die Klassen dieses Bildes kommen noch …</translation>
    </message>
    <message>
        <source>The outputs are values: the table above has them.</source>
        <translation>Die Ausgaben sind Werte: Die Tabelle darüber zeigt sie.</translation>
    </message>
    <message>
        <source>Waiting for the first tokens to be evaluated …</source>
        <translation>Warten auf die ersten ausgewerteten Token …</translation>
    </message>
    <message>
        <source>Waiting for the first images to be evaluated …</source>
        <translation>Warten auf die ersten ausgewerteten Bilder …</translation>
    </message>
    <message>
        <source> Waiting for float.</source>
        <translation> Float steht noch aus.</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1 % of the places right, mean IoU %2 %&lt;/b&gt; (from %3 of %4 samples).</source>
        <translation>&lt;b&gt;%1 % der Stellen richtig, mittlere IoU %2 %&lt;/b&gt; (aus %3 von %4 Proben).</translation>
    </message>
    <message>
        <source>the first %1 of %2</source>
        <translation>den ersten %1 von %2</translation>
    </message>
    <message>
        <source>&lt;b&gt;As the float network: %1 %&lt;/b&gt; of %2 images; outputs &lt;b&gt;%3 dB&lt;/b&gt; above their noise (SQNR). The images have no labels, so there is no accuracy.</source>
        <translation>&lt;b&gt;Wie das Float-Netz: %1 %&lt;/b&gt; von %2 Bildern; Ausgaben &lt;b&gt;%3 dB&lt;/b&gt; über ihrem Rauschen (SQNR). Die Bilder haben keine Labels, also gibt es keine Genauigkeit.</translation>
    </message>
    <message>
        <source>Copy as co&amp;mmand line</source>
        <translation>Als Befehls&amp;zeile kopieren</translation>
    </message>
    <message>
        <source>The command line is on the clipboard.</source>
        <translation>Die Befehlszeile ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Con&amp;fusion</source>
        <translation>&amp;Verwechslungen</translation>
    </message>
    <message>
        <source>O&amp;utputs</source>
        <translation>A&amp;usgänge</translation>
    </message>
    <message>
        <source>Outputs of the chosen image as a &amp;table</source>
        <translation>Ausgänge des gewählten Bildes als &amp;Tabelle</translation>
    </message>
    <message>
        <source>Waiting for the first samples to be evaluated …</source>
        <translation>Die ersten Proben werden ausgewertet …</translation>
    </message>
    <message>
        <source>&lt;b&gt;Outputs %1 dB above their noise&lt;/b&gt; (SQNR against the float network, %2 samples). The data have no labels and the outputs are values, not classes, so there is no accuracy.</source>
        <translation>&lt;b&gt;Ausgänge %1 dB über ihrem Rauschen&lt;/b&gt; (SQNR gegen das Float-Netz, %2 Proben). Die Daten haben keine Labels und die Ausgänge sind Werte, keine Klassen; eine Genauigkeit gibt es daher nicht.</translation>
    </message>
    <message>
        <source>&lt;b&gt;As the float network: %1 %&lt;/b&gt; of %2 samples; outputs &lt;b&gt;%3 dB&lt;/b&gt; above their noise (SQNR). The data have no labels, so there is no accuracy.</source>
        <translation>&lt;b&gt;Wie das Float-Netz: %1 %&lt;/b&gt; von %2 Proben; Ausgänge &lt;b&gt;%3 dB&lt;/b&gt; über ihrem Rauschen (SQNR). Die Daten haben keine Labels; eine Genauigkeit gibt es daher nicht.</translation>
    </message>
    <message>
        <source>&lt;b&gt;Outputs %1 dB above their noise&lt;/b&gt; (SQNR against the float network, %2 images). The data have no labels and the outputs are values, not classes, so there is no accuracy.</source>
        <translation>&lt;b&gt;Ausgänge %1 dB über ihrem Rauschen&lt;/b&gt; (SQNR gegen das Float-Netz, %2 Bilder). Die Daten haben keine Labels und die Ausgänge sind Werte, keine Klassen; eine Genauigkeit gibt es daher nicht.</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1 % of the places right, mean IoU %2 %&lt;/b&gt; (from %3 of %4 images).</source>
        <translation>&lt;b&gt;%1 % der Stellen richtig, mittlere IoU %2 %&lt;/b&gt; (aus %3 von %4 Bildern).</translation>
    </message>
    <message>
        <source>&lt;b&gt;Top-1 %1 %&lt;/b&gt; (%2 of %3 samples), top-5 %4 %.</source>
        <translation>&lt;b&gt;Top-1 %1 %&lt;/b&gt; (%2 von %3 Proben), Top-5 %4 %.</translation>
    </message>
    <message>
        <source>&lt;b&gt;Top-1 about %1 %&lt;/b&gt; (%2 to %3 % with 95 % confidence, from the first %4 of %5 samples).</source>
        <translation>&lt;b&gt;Top-1 etwa %1 %&lt;/b&gt; (%2 bis %3 % mit 95 % Konfidenz, aus den ersten %4 von %5 Proben).</translation>
    </message>
</context>
<context>
    <name>termscope::AccuracyPlot</name>
    <message>
        <source>Accuracy against work</source>
        <translation>Genauigkeit gegen Aufwand</translation>
    </message>
    <message>
        <source>Accuracy appears here as soon as a network with test images has been evaluated.</source>
        <translation>Die Genauigkeit erscheint hier, sobald ein Netz mit Testbildern ausgewertet ist.</translation>
    </message>
    <message>
        <source>current setting</source>
        <translation>jetzige Einstellung</translation>
    </message>
    <message>
        <source>published</source>
        <translation>veröffentlicht</translation>
    </message>
    <message>
        <source>Shows the figures published in 2020 as well.</source>
        <translation>Zeigt auch die 2020 veröffentlichten Zahlen.</translation>
    </message>
    <message>
        <source>full range</source>
        <translation>ganzer Bereich</translation>
    </message>
    <message>
        <source>0 to 100 % instead of the top of it; of perplexity all points instead of those near the best.</source>
        <translation>0 bis 100 % statt nur des oberen Teils; bei der Perplexität alle Punkte statt derer nahe dem besten.</translation>
    </message>
    <message>
        <source>Shows published figures as well. %1</source>
        <translation>Zeigt auch veröffentlichte Zahlen. %1</translation>
    </message>
    <message>
        <source>measured term pairs per multiply-accumulate</source>
        <translation>gemessene Termpaare je MAC</translation>
    </message>
    <message>
        <source>provisioned term pairs per multiply-accumulate</source>
        <translation>vorgehaltene Termpaare je MAC</translation>
    </message>
    <message>
        <source>perplexity (less is better)</source>
        <translation>Perplexität (weniger ist besser)</translation>
    </message>
    <message>
        <source>top-1 accuracy (%)</source>
        <translation>Top-1-Genauigkeit (%)</translation>
    </message>
    <message>
        <source>Perplexity against work</source>
        <translation>Perplexität gegen Aufwand</translation>
    </message>
    <message>
        <source>Published: %1</source>
        <translation>Veröffentlicht: %1</translation>
    </message>
    <message>
        <source>
Click to take this setting.</source>
        <translation>
Klicken, um diese Einstellung zu übernehmen.</translation>
    </message>
    <message>
        <source>Move the cursor from curve to curve</source>
        <translation>Mit dem Cursor von Kurve zu Kurve gehen</translation>
    </message>
    <message>
        <source>Set what the point was computed with</source>
        <translation>Einstellen, womit der Punkt berechnet wurde</translation>
    </message>
    <message>
        <source>%1 of %2 points are still estimates (hollow, not joined) from the first tokens of the text.</source>
        <translation>%1 von %2 Punkten sind noch Schätzungen (hohl, nicht verbunden) aus den ersten Token des Textes.</translation>
    </message>
    <message>
        <source>agreement with float (%)</source>
        <translation>Übereinstimmung mit Float (%)</translation>
    </message>
    <message>
        <source>Agreement with float against work</source>
        <translation>Übereinstimmung mit Float über der Arbeit</translation>
    </message>
    <message>
        <source>bits per weight, scales included</source>
        <translation>Bits je Gewicht, Skalen eingerechnet</translation>
    </message>
    <message>
        <source>size of all weights (bytes)</source>
        <translation>Größe aller Gewichte (Bytes)</translation>
    </message>
    <message>
        <source>cycles</source>
        <translation>Takte</translation>
    </message>
    <message>
        <source>cycles (%1)</source>
        <translation>Takte (%1)</translation>
    </message>
    <message>
        <source>SQNR of the outputs (dB, more is better)</source>
        <translation>SQNR der Ausgänge (dB, mehr ist besser)</translation>
    </message>
    <message>
        <source>SQNR of the outputs against work</source>
        <translation>SQNR der Ausgänge gegen Arbeit</translation>
    </message>
</context>
<context>
    <name>termscope::AnimationDialog</name>
    <message>
        <source>Save the race as an animation</source>
        <translation>Das Rennen als Animation speichern</translation>
    </message>
    <message>
        <source>As GIF or MP4.</source>
        <translation>Als GIF oder MP4.</translation>
    </message>
    <message>
        <source>As GIF; MP4 too where the program ffmpeg is installed.</source>
        <translation>Als GIF; auch als MP4, wo das Programm ffmpeg installiert ist.</translation>
    </message>
    <message>
        <source>From cycle</source>
        <translation>Ab Takt</translation>
    </message>
    <message>
        <source>The cycle of the first picture</source>
        <translation>Der Takt des ersten Bilds</translation>
    </message>
    <message>
        <source>Cycles</source>
        <translation>Takte</translation>
    </message>
    <message>
        <source>Cycles from the first picture to the last</source>
        <translation>Takte vom ersten Bild bis zum letzten</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Pictures in the animation, at equal distances</source>
        <translation>Bilder der Animation, in gleichen Abständen</translation>
    </message>
    <message>
        <source>Pictures a second</source>
        <translation>Bilder je Sekunde</translation>
    </message>
    <message>
        <source>How fast they are shown</source>
        <translation>Wie schnell sie gezeigt werden</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>In pixels</source>
        <translation>In Pixeln</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>Höhe</translation>
    </message>
    <message>
        <source>GIF animations (*.gif);;MP4 films (*.mp4)</source>
        <translation>GIF-Animationen (*.gif);;MP4-Filme (*.mp4)</translation>
    </message>
    <message>
        <source>GIF animations (*.gif)</source>
        <translation>GIF-Animationen (*.gif)</translation>
    </message>
</context>
<context>
    <name>termscope::ArrayControls</name>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Layer that the arrays compute</source>
        <translation>Schicht, die die Arrays berechnen</translation>
    </message>
</context>
<context>
    <name>termscope::ArrayPage</name>
    <message>
        <source>Rival</source>
        <translation>Rivale</translation>
    </message>
    <message>
        <source>TR on term cells</source>
        <translation>TR-Termzellen</translation>
    </message>
    <message>
        <source>1 cycle/s</source>
        <translation>1 Takt/s</translation>
    </message>
    <message>
        <source>10 cycles/s</source>
        <translation>10 Takte/s</translation>
    </message>
    <message>
        <source>100 cycles/s</source>
        <translation>100 Takte/s</translation>
    </message>
    <message>
        <source>1,000 cycles/s</source>
        <translation>1.000 Takte/s</translation>
    </message>
    <message>
        <source>10,000 cycles/s</source>
        <translation>10.000 Takte/s</translation>
    </message>
    <message>
        <source>all in 10 s</source>
        <translation>alles in 10 s</translation>
    </message>
    <message>
        <source>as fast as it goes</source>
        <translation>maximal</translation>
    </message>
    <message>
        <source>Save the race as an &amp;animation…</source>
        <translation>Das Rennen als &amp;Animation speichern …</translation>
    </message>
    <message>
        <source>Animation…</source>
        <translation>Animation …</translation>
    </message>
    <message>
        <source>Cell of the rival</source>
        <translation>Zelle des Rivalen</translation>
    </message>
    <message>
        <source>Cell of the TR array</source>
        <translation>Zelle des TR-Arrays</translation>
    </message>
    <message>
        <source>%1: cycle %2 of %3</source>
        <translation>%1: Takt %2 von %3</translation>
    </message>
    <message>
        <source>%1: one cell</source>
        <translation>%1: eine Zelle</translation>
    </message>
    <message>
        <source>Click a cell of an array to look inside; double-click it to fill the array&apos;s view.</source>
        <translation>Ein Klick auf eine Zelle eines Arrays zeigt ihr Inneres; ein Doppelklick vergrößert sie auf die ganze Ansicht.</translation>
    </message>
    <message>
        <source>Saved %1.</source>
        <translation>%1 gespeichert.</translation>
    </message>
</context>
<context>
    <name>termscope::ArrayTabs</name>
    <message>
        <source>Energy and area: a model</source>
        <translation>Energie und Fläche: ein Modell</translation>
    </message>
    <message>
        <source>Cl&amp;ock</source>
        <translation>Tak&amp;t</translation>
    </message>
    <message>
        <source>&amp;Step lengths</source>
        <translation>&amp;Schrittlängen</translation>
    </message>
    <message>
        <source>Occ&amp;upancy</source>
        <translation>Bele&amp;gung</translation>
    </message>
    <message>
        <source>&amp;Cell</source>
        <translation>&amp;Zelle</translation>
    </message>
    <message>
        <source>E&amp;nergy</source>
        <translation>E&amp;nergie</translation>
    </message>
    <message>
        <source>TR</source>
        <translation>TR</translation>
    </message>
    <message>
        <source>On %1×%2 cells, %3 images at once. Double-click a layer to race it.</source>
        <translation>Auf %1×%2 Zellen, %3 Bilder zugleich. Ein Doppelklick auf eine Schicht startet ihr Rennen.</translation>
    </message>
    <message>
        <source>TR, provisioned steps, %1 images at once. Rows down, columns across; ringed: the fewest cycles of a dataflow; dashed: the fewest with as many cells as now. A click takes a shape.</source>
        <translation>TR, vorgehaltene Schritte, %1 Bilder zugleich. Zeilen nach unten, Spalten nach rechts; umrandet: die wenigsten Takte eines Datenflusses; gestrichelt: die wenigsten mit so vielen Zellen wie jetzt. Ein Klick übernimmt eine Form.</translation>
    </message>
    <message>
        <source>La&amp;yers</source>
        <translation>Schi&amp;chten</translation>
    </message>
    <message>
        <source>Sha&amp;pes</source>
        <translation>&amp;Formen</translation>
    </message>
    <message>
        <source>Hard&amp;ware</source>
        <translation>Ha&amp;rdware</translation>
    </message>
    <message>
        <source>Copy as co&amp;mmand line</source>
        <translation>Als Befehls&amp;zeile kopieren</translation>
    </message>
    <message>
        <source>The command line is on the clipboard.</source>
        <translation>Die Befehlszeile ist in der Zwischenablage.</translation>
    </message>
</context>
<context>
    <name>termscope::ArrayView</name>
    <message>
        <source>Cells of the array: %1</source>
        <translation>Zellen des Arrays: %1</translation>
    </message>
    <message>
        <source>cell (%1, %2)</source>
        <translation>Zelle (%1, %2)</translation>
    </message>
    <message>
        <source>no operands</source>
        <translation>keine Operanden</translation>
    </message>
    <message numerus="yes">
        <source>waiting, %n pair(s) done</source>
        <translation>
            <numerusform>wartet, %n Paar erledigt</numerusform>
            <numerusform>wartet, %n Paare erledigt</numerusform>
        </translation>
    </message>
    <message>
        <source>busy, %1 of %2 pairs left</source>
        <translation>arbeitet, %1 von %2 Paaren übrig</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Arrays</source>
        <translation>Arrays</translation>
    </message>
    <message>
        <source>Choose a cell</source>
        <translation>Eine Zelle wählen</translation>
    </message>
    <message>
        <source>Open the chosen cell; show everything again</source>
        <translation>Die gewählte Zelle öffnen; wieder alles zeigen</translation>
    </message>
    <message>
        <source>Show fewer cells, larger; show more</source>
        <translation>Weniger Zellen größer zeigen; mehr zeigen</translation>
    </message>
    <message>
        <source>Show the whole array</source>
        <translation>Das ganze Array zeigen</translation>
    </message>
</context>
<context>
    <name>termscope::Autosave</name>
    <message>
        <source>The session could not be kept for the case of a crash: %1. What is open stays open; save it with File &gt; Save session as.</source>
        <translation>Die Sitzung konnte nicht für den Fall eines Absturzes aufbewahrt werden: %1. Was offen ist, bleibt offen; speichern Sie es mit Datei &gt; Sitzung speichern unter.</translation>
    </message>
</context>
<context>
    <name>termscope::ChannelPlot</name>
    <message>
        <source>Weights of every output</source>
        <translation>Gewichte jedes Ausgangs</translation>
    </message>
    <message>
        <source>output channel</source>
        <translation>Ausgangskanal</translation>
    </message>
    <message>
        <source>weight value</source>
        <translation>Gewichtswert</translation>
    </message>
    <message>
        <source>Choose a layer to see the range of each of its outputs.</source>
        <translation>Wählen Sie eine Schicht, um den Bereich jedes ihrer Ausgänge zu sehen.</translation>
    </message>
    <message>
        <source>weights, smallest to largest</source>
        <translation>Gewichte, kleinstes bis größtes</translation>
    </message>
    <message>
        <source>largest integer, ±</source>
        <translation>größte ganze Zahl, ±</translation>
    </message>
    <message>
        <source>all weights</source>
        <translation>alle Gewichte</translation>
    </message>
    <message>
        <source>Shows the axis up to the largest weight of all outputs.</source>
        <translation>Zeigt die Achse bis zum größten Gewicht aller Ausgänge.</translation>
    </message>
    <message>
        <source>output %1: %2 to %3</source>
        <translation>Ausgang %1: %2 bis %3</translation>
    </message>
    <message>
        <source>
largest integer ±%1</source>
        <translation>
größte ganze Zahl ±%1</translation>
    </message>
</context>
<context>
    <name>termscope::CoefficientChart</name>
    <message>
        <source>Coefficient vector</source>
        <translation>Koeffizientenvektor</translation>
    </message>
    <message>
        <source>How often every power of two occurs among the term pairs. Point at a bar, or move over the bars with Left and Right, to light the pairs it counts; a click or Return keeps them lit.</source>
        <translation>Wie oft jede Zweierpotenz unter den Termpaaren vorkommt. Zeigen Sie auf einen Balken oder gehen Sie mit Links und Rechts über die Balken, um die Paare hervorzuheben, die er zählt; ein Klick oder die Eingabetaste hält sie fest.</translation>
    </message>
    <message>
        <source>Point at the next bar</source>
        <translation>Auf den nächsten Balken zeigen</translation>
    </message>
    <message>
        <source>Keep what is pointed at lit</source>
        <translation>Hervorgehoben lassen, worauf gezeigt wird</translation>
    </message>
    <message>
        <source>Point at nothing</source>
        <translation>Auf nichts zeigen</translation>
    </message>
    <message>
        <source>Coefficients</source>
        <translation>Koeffizienten</translation>
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
        <translation>%1 auf %2 setzen</translation>
    </message>
    <message>
        <source>%1 · now %2</source>
        <translation>%1 · jetzt %2</translation>
    </message>
    <message>
        <source>Out of range: %1</source>
        <translation>Außerhalb des Bereichs: %1</translation>
    </message>
    <message>
        <source>%1 …</source>
        <translation>%1 …</translation>
    </message>
    <message>
        <source>%1 · now %2 · type a number, %3</source>
        <translation>%1 · jetzt %2 · Zahl eingeben, %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Array: %1</source>
        <translation>Array: %1</translation>
    </message>
    <message>
        <source>Array</source>
        <translation>Array</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>Lektion</translation>
    </message>
</context>
<context>
    <name>termscope::CommandPalette</name>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>not available</source>
        <translation>nicht verfügbar</translation>
    </message>
    <message>
        <source>Nothing is called that.</source>
        <translation>Nichts heißt so.</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Search commands</source>
        <translation>Befehle suchen</translation>
    </message>
    <message>
        <source>What do you want to do? For example: “term budget 12”</source>
        <translation>Was möchten Sie tun? Zum Beispiel: „Termbudget 12“</translation>
    </message>
    <message>
        <source>A part of a command&apos;s name, or a setting and its new value</source>
        <translation>Ein Teil eines Befehlsnamens oder eine Einstellung und ihr neuer Wert</translation>
    </message>
    <message>
        <source>Type a part of a command&apos;s name, or a setting and a number. The arrow keys choose, Return does it, Esc closes.</source>
        <translation>Geben Sie einen Teil eines Befehlsnamens ein oder eine Einstellung und eine Zahl. Die Pfeiltasten wählen, die Eingabetaste führt aus, Esc schließt.</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
</context>
<context>
    <name>termscope::ConditionWords</name>
    <message>
        <source>accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>loss of accuracy</source>
        <translation>Verlust an Genauigkeit</translation>
    </message>
    <message>
        <source>accuracy of the file&apos;s own integers</source>
        <translation>Genauigkeit der Zahlen der Datei</translation>
    </message>
    <message>
        <source>provisioned pairs</source>
        <translation>vorgehaltene Paare</translation>
    </message>
    <message>
        <source>dropped terms</source>
        <translation>weggelassene Terme</translation>
    </message>
    <message>
        <source>columns kept in part</source>
        <translation>nur zum Teil behaltene Spalten</translation>
    </message>
    <message>
        <source>cycles of the rival / cycles of TR</source>
        <translation>Takte des Gegners / Takte von TR</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
</context>
<context>
    <name>termscope::ConfusionPlot</name>
    <message>
        <source>Confusion matrix</source>
        <translation>Konfusionsmatrix</translation>
    </message>
    <message>
        <source>The confusion matrix appears with the first evaluation.</source>
        <translation>Die Konfusionsmatrix erscheint mit der ersten Auswertung.</translation>
    </message>
    <message>
        <source>%1 of %2 images right, %3 wrong. Right answers and mistakes have separate colour scales.</source>
        <translation>%1 von %2 Bildern richtig, %3 falsch. Richtige Antworten und Fehler haben getrennte Farbskalen.</translation>
    </message>
    <message>
        <source>label %1 predicted as %2: %3 of %4 images (%5 %)</source>
        <translation>Label %1 vorhergesagt als %2: %3 von %4 Bildern (%5 %)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>predicted label</source>
        <translation>vorhergesagtes Label</translation>
    </message>
    <message>
        <source>true label</source>
        <translation>wahres Label</translation>
    </message>
    <message>
        <source>no cell chosen</source>
        <translation>keine Zelle gewählt</translation>
    </message>
    <message>
        <source>True labels by predicted labels</source>
        <translation>Wahre Labels gegen vorhergesagte Labels</translation>
    </message>
    <message>
        <source>Choose a cell</source>
        <translation>Eine Zelle wählen</translation>
    </message>
    <message>
        <source>Let the chosen cell go</source>
        <translation>Die gewählte Zelle loslassen</translation>
    </message>
    <message>
        <source>%1 of %2 images as the float network has them, %3 not. Both have a colour scale of their own.</source>
        <translation>%1 von %2 Bildern wie beim Float-Netz, %3 nicht. Beide haben eine eigene Farbskala.</translation>
    </message>
    <message>
        <source>%1 to the float network, %2 now: %3 of %4 images (%5 %)</source>
        <translation>%1 für das Float-Netz, jetzt %2: %3 von %4 Bildern (%5 %)</translation>
    </message>
    <message>
        <source>class of the float network</source>
        <translation>Klasse des Float-Netzes</translation>
    </message>
    <message>
        <source>%1 of %2 samples as the float network has them, %3 not. Both have a colour scale of their own.</source>
        <translation>%1 von %2 Proben wie beim Float-Netz, %3 nicht. Beide haben eine eigene Farbskala.</translation>
    </message>
    <message>
        <source>%1 of %2 samples right, %3 wrong. Right answers and mistakes have separate colour scales.</source>
        <translation>%1 von %2 Proben richtig, %3 falsch. Richtige Antworten und Fehler haben getrennte Farbskalen.</translation>
    </message>
    <message>
        <source>%1 of %2 places as the float network has them, %3 not. Both have a colour scale of their own.</source>
        <translation>%1 von %2 Stellen wie beim Float-Netz, %3 nicht. Beide haben eine eigene Farbskala.</translation>
    </message>
    <message>
        <source>%1 of %2 places right, %3 wrong. Right answers and mistakes have separate colour scales.</source>
        <translation>%1 von %2 Stellen richtig, %3 falsch. Richtige Antworten und Fehler haben getrennte Farbskalen.</translation>
    </message>
    <message>
        <source>%1 to the float network, %2 now: %3 of %4 samples (%5 %)</source>
        <translation>%1 für das Float-Netz, jetzt %2: %3 von %4 Proben (%5 %)</translation>
    </message>
    <message>
        <source>label %1 predicted as %2: %3 of %4 samples (%5 %)</source>
        <translation>Label %1 vorhergesagt als %2: %3 von %4 Proben (%5 %)</translation>
    </message>
    <message>
        <source>%1 to the float network, %2 now: %3 of %4 places (%5 %)</source>
        <translation>%1 für das Float-Netz, jetzt %2: %3 von %4 Stellen (%5 %)</translation>
    </message>
    <message>
        <source>label %1 predicted as %2: %3 of %4 places (%5 %)</source>
        <translation>Label %1 vorhergesagt als %2: %3 von %4 Stellen (%5 %)</translation>
    </message>
</context>
<context>
    <name>termscope::DigitGrid</name>
    <message>
        <source>Test images</source>
        <translation>Testbilder</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>image %1</source>
        <translation>Bild %1</translation>
    </message>
    <message>
        <source>, label %1</source>
        <translation>, Label %1</translation>
    </message>
    <message>
        <source>, predicted %1</source>
        <translation>, vorhergesagt %1</translation>
    </message>
    <message>
        <source>, not predicted yet</source>
        <translation>, noch nicht vorhergesagt</translation>
    </message>
    <message>
        <source>, float %1</source>
        <translation>, float %1</translation>
    </message>
    <message>
        <source>; flipped by the current setting</source>
        <translation>; durch die jetzige Einstellung gekippt</translation>
    </message>
    <message>
        <source>; wrong</source>
        <translation>; falsch</translation>
    </message>
    <message>
        <source>float: %1</source>
        <translation>float: %1</translation>
    </message>
    <message>
        <source>(%1)</source>
        <translation>(%1)</translation>
    </message>
    <message>
        <source>Open a set of images to see them here.</source>
        <translation>Öffnen Sie Bilder, um sie hier zu sehen.</translation>
    </message>
    <message>
        <source>The current setting flips no prediction.</source>
        <translation>Die jetzige Einstellung kippt keine Vorhersage.</translation>
    </message>
    <message>
        <source>The current setting gets no image wrong.</source>
        <translation>Die jetzige Einstellung sagt kein Bild falsch vorher.</translation>
    </message>
    <message>
        <source>no image chosen</source>
        <translation>kein Bild gewählt</translation>
    </message>
    <message>
        <source>Choose the image beside, above, below</source>
        <translation>Das Bild daneben, darüber, darunter wählen</translation>
    </message>
    <message>
        <source>A page back, a page on</source>
        <translation>Eine Seite zurück, eine Seite weiter</translation>
    </message>
    <message>
        <source>The first image</source>
        <translation>Das erste Bild</translation>
    </message>
    <message>
        <source>The last image</source>
        <translation>Das letzte Bild</translation>
    </message>
    <message>
        <source>Show the activations that the image makes</source>
        <translation>Die Aktivierungen zeigen, die das Bild erzeugt</translation>
    </message>
    <message>
        <source>Waiting for the first predictions …</source>
        <translation>Warten auf die ersten Vorhersagen …</translation>
    </message>
    <message>
        <source>Waiting for the predictions of float …</source>
        <translation>Warten auf die Vorhersagen von float …</translation>
    </message>
    <message>
        <source>No image of this cell is among them.</source>
        <translation>Kein Bild dieser Zelle ist darunter.</translation>
    </message>
</context>
<context>
    <name>termscope::DigitStrip</name>
    <message>
        <source>Show its &amp;activations</source>
        <translation>&amp;Aktivierungen zeigen</translation>
    </message>
    <message>
        <source>Test images and their predictions</source>
        <translation>Testbilder und ihre Vorhersagen</translation>
    </message>
    <message>
        <source>Which images to show</source>
        <translation>Welche Bilder gezeigt werden</translation>
    </message>
    <message>
        <source>Shows all images, or those that the current setting flips against float, or gets wrong.</source>
        <translation>Zeigt alle Bilder oder die, die die jetzige Einstellung gegenüber float kippt oder falsch vorhersagt.</translation>
    </message>
    <message>
        <source>All images</source>
        <translation>Alle Bilder</translation>
    </message>
    <message>
        <source>Flipped against float</source>
        <translation>Gegenüber float gekippt</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>Falsch</translation>
    </message>
    <message>
        <source>flipped (float→now)</source>
        <translation>gekippt (float→jetzt)</translation>
    </message>
    <message>
        <source>The current setting predicts another label than the float network.</source>
        <translation>Die jetzige Einstellung sagt ein anderes Label vorher als das Float-Netz.</translation>
    </message>
    <message>
        <source>wrong (true label)</source>
        <translation>falsch (wahres Label)</translation>
    </message>
    <message>
        <source>The prediction is not the true label, which stands in brackets.</source>
        <translation>Die Vorhersage ist nicht das wahre Label, das in Klammern steht.</translation>
    </message>
    <message>
        <source>Shows the terms of the activations that the chosen image makes: on the page of terms (or double-click the image).</source>
        <translation>Zeigt die Terme der Aktivierungen, die das gewählte Bild erzeugt: auf der Seite der Terme (oder Doppelklick auf das Bild).</translation>
    </message>
    <message>
        <source>%1 flipped, %2 wrong of %3</source>
        <translation>%1 gekippt, %2 falsch von %3</translation>
    </message>
    <message>
        <source>Only the images of the chosen cell of the confusion matrix are shown. Press to show all.</source>
        <translation>Gezeigt werden nur die Bilder der gewählten Zelle der Konfusionsmatrix. Ein Klick zeigt alle.</translation>
    </message>
    <message>
        <source>%1 wrong of %2, waiting for float</source>
        <translation>%1 falsch von %2, float steht noch aus</translation>
    </message>
    <message>
        <source>waiting for the first predictions</source>
        <translation>warten auf die ersten Vorhersagen</translation>
    </message>
    <message>
        <source>the outputs are values, not classes</source>
        <translation>die Ausgaben sind Werte, keine Klassen</translation>
    </message>
    <message>
        <source>%1 → %2: %3 ✕</source>
        <translation>%1 → %2: %3 ✕</translation>
    </message>
</context>
<context>
    <name>termscope::DotProductView</name>
    <message>
        <source>Term pairs of the dot product</source>
        <translation>Termpaare des Skalarprodukts</translation>
    </message>
    <message>
        <source>Products by value</source>
        <translation>Produkte nach Werten</translation>
    </message>
    <message>
        <source>Term pairs</source>
        <translation>Termpaare</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Coefficients</source>
        <translation>Koeffizienten</translation>
    </message>
    <message>
        <source>The kept terms of every weight and activation, and their product</source>
        <translation>Die behaltenen Terme jedes Gewichts und jeder Aktivierung und ihr Produkt</translation>
    </message>
    <message>
        <source>Every pair of a weight term and a data term, and what it adds</source>
        <translation>Jedes Paar aus einem Gewichtsterm und einem Datenterm, und was es beiträgt</translation>
    </message>
    <message>
        <source>How often every power of two occurs among the pairs: the coefficient vector</source>
        <translation>Wie oft jede Zweierpotenz unter den Paaren vorkommt: der Koeffizientenvektor</translation>
    </message>
    <message>
        <source>Choose an image to see the activations that meet these weights.</source>
        <translation>Wählen Sie ein Bild, um die Aktivierungen zu sehen, auf die diese Gewichte treffen.</translation>
    </message>
    <message>
        <source>w · x = %1</source>
        <translation>w · x = %1</translation>
    </message>
    <message>
        <source>%1 term pairs; %2 are provisioned for the group</source>
        <translation>%1 Termpaare; %2 werden für die Gruppe vorgehalten</translation>
    </message>
    <message>
        <source>Revealed</source>
        <translation>Aufgedeckt</translation>
    </message>
    <message>
        <source>Quantized, nothing dropped</source>
        <translation>Quantisiert, nichts weggelassen</translation>
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
        <translation>Dieses Bild und seine Daten speichern oder kopieren</translation>
    </message>
    <message>
        <source>Save or copy: %1</source>
        <translation>Speichern oder kopieren: %1</translation>
    </message>
    <message>
        <source>Save as P&amp;NG…</source>
        <translation>Als P&amp;NG speichern …</translation>
    </message>
    <message>
        <source>Save as &amp;SVG…</source>
        <translation>Als &amp;SVG speichern …</translation>
    </message>
    <message>
        <source>Save as &amp;PDF…</source>
        <translation>Als &amp;PDF speichern …</translation>
    </message>
    <message>
        <source>Save data as CS&amp;V…</source>
        <translation>Daten als CS&amp;V speichern …</translation>
    </message>
    <message>
        <source>&amp;Copy picture</source>
        <translation>Bild &amp;kopieren</translation>
    </message>
    <message>
        <source>Copy &amp;data</source>
        <translation>&amp;Daten kopieren</translation>
    </message>
    <message>
        <source>Copy data as &amp;Markdown</source>
        <translation>Daten als &amp;Markdown kopieren</translation>
    </message>
    <message>
        <source>Copy data as &amp;LaTeX</source>
        <translation>Daten als &amp;LaTeX kopieren</translation>
    </message>
    <message>
        <source>Say network, data and settings</source>
        <translation>Netz, Daten und Einstellungen nennen</translation>
    </message>
</context>
<context>
    <name>termscope::FactsView</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
</context>
<context>
    <name>termscope::FileActions</name>
    <message>
        <source>&amp;Open network …</source>
        <translation>&amp;Netz öffnen …</translation>
    </message>
    <message>
        <source>Open a network: %1</source>
        <translation>Ein Netz öffnen: %1</translation>
    </message>
    <message>
        <source>Open &amp;images …</source>
        <translation>Bil&amp;der öffnen …</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Open image &amp;folder …</source>
        <translation>Bilder&amp;ordner öffnen …</translation>
    </message>
    <message>
        <source>Open JPEG and PNG files: a folder for each class, or with a file of labels</source>
        <translation>JPEG- und PNG-Dateien öffnen: ein Ordner je Klasse oder mit einer Datei der Labels</translation>
    </message>
    <message>
        <source>&amp;Preprocessing of images …</source>
        <translation>&amp;Vorverarbeitung der Bilder …</translation>
    </message>
    <message>
        <source>How pictures become what the network takes: size, scale, mean</source>
        <translation>Wie aus Bildern wird, was das Netz nimmt: Größe, Skalierung, Mittelwert</translation>
    </message>
    <message>
        <source>Class &amp;names …</source>
        <translation>&amp;Klassennamen …</translation>
    </message>
    <message>
        <source>Name the classes of the open images by a file with a line for each</source>
        <translation>Die Klassen der geöffneten Bilder durch eine Datei mit einer Zeile je Klasse benennen</translation>
    </message>
    <message>
        <source>Open &amp;text …</source>
        <translation>&amp;Text öffnen …</translation>
    </message>
    <message>
        <source>Open a text for a language model</source>
        <translation>Einen Text für ein Sprachmodell öffnen</translation>
    </message>
    <message>
        <source>Open &amp;session …</source>
        <translation>S&amp;itzung öffnen …</translation>
    </message>
    <message>
        <source>Open settings, view and files saved before</source>
        <translation>Früher gespeicherte Einstellungen, Ansicht und Dateien öffnen</translation>
    </message>
    <message>
        <source>Save settings, view and open files</source>
        <translation>Einstellungen, Ansicht und geöffnete Dateien speichern</translation>
    </message>
    <message>
        <source>Save session &amp;as …</source>
        <translation>Sitzung speichern &amp;unter …</translation>
    </message>
    <message>
        <source>Save the session under another name</source>
        <translation>Die Sitzung unter einem anderen Namen speichern</translation>
    </message>
    <message>
        <source>&amp;Copy link</source>
        <translation>Link ko&amp;pieren</translation>
    </message>
    <message>
        <source>Copy a termscope: link that opens this view</source>
        <translation>Einen termscope:-Link kopieren, der diese Ansicht öffnet</translation>
    </message>
    <message>
        <source>Open &amp;link …</source>
        <translation>&amp;Link öffnen …</translation>
    </message>
    <message>
        <source>Open a termscope: link</source>
        <translation>Einen termscope:-Link öffnen</translation>
    </message>
    <message>
        <source>E&amp;xport revealed weights …</source>
        <translation>&amp;Aufgedeckte Gewichte exportieren …</translation>
    </message>
    <message>
        <source>Write the revealed network as %1</source>
        <translation>Das aufgedeckte Netz als %1 schreiben</translation>
    </message>
    <message>
        <source>No files yet</source>
        <translation>Noch keine Dateien</translation>
    </message>
    <message>
        <source>Opened %1: %2 tokens.</source>
        <translation>%1 geöffnet: %2 Tokens.</translation>
    </message>
    <message>
        <source> The vocabulary lacks %1 of them.</source>
        <translation> Dem Wortschatz fehlen %1 davon.</translation>
    </message>
    <message>
        <source>Expected images of a file, found those of an example; open images first.</source>
        <translation>Erwartet wurden Bilder einer Datei, gefunden die eines Beispiels; öffnen Sie zuerst Bilder.</translation>
    </message>
    <message>
        <source>Opened %1.</source>
        <translation>%1 geöffnet.</translation>
    </message>
    <message>
        <source>Opened %1: %2 images.</source>
        <translation>%1 geöffnet: %2 Bilder.</translation>
    </message>
    <message>
        <source>Saved %1.</source>
        <translation>%1 gespeichert.</translation>
    </message>
    <message>
        <source>Save session</source>
        <translation>Sitzung speichern</translation>
    </message>
    <message>
        <source>Sessions (*.json)</source>
        <translation>Sitzungen (*.json)</translation>
    </message>
    <message>
        <source>Wrote the revealed weights to %1.</source>
        <translation>Aufgedeckte Gewichte nach %1 geschrieben.</translation>
    </message>
    <message>
        <source>The link is on the clipboard.</source>
        <translation>Der Link ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Open network</source>
        <translation>Netz öffnen</translation>
    </message>
    <message>
        <source>Networks (%1);;All files (*)</source>
        <translation>Netze (%1);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open image folder</source>
        <translation>Bilderordner öffnen</translation>
    </message>
    <message>
        <source>Open session</source>
        <translation>Sitzung öffnen</translation>
    </message>
    <message>
        <source>Sessions (*.json);;All files (*)</source>
        <translation>Sitzungen (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Export revealed weights</source>
        <translation>Aufgedeckte Gewichte exportieren</translation>
    </message>
    <message>
        <source>Weights (%1)</source>
        <translation>Gewichte (%1)</translation>
    </message>
    <message>
        <source>Open link</source>
        <translation>Link öffnen</translation>
    </message>
    <message>
        <source>A termscope: link:</source>
        <translation>Ein termscope:-Link:</translation>
    </message>
    <message>
        <source>Open l&amp;esson …</source>
        <translation>Le&amp;ktion öffnen …</translation>
    </message>
    <message>
        <source>Open a lesson of your own, a Markdown file</source>
        <translation>Eine eigene Lektion öffnen, eine Markdown-Datei</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>%1 wird geöffnet</translation>
    </message>
    <message>
        <source>Opening the example</source>
        <translation>Das Beispiel wird geöffnet</translation>
    </message>
    <message>
        <source>Opening files</source>
        <translation>Dateien werden geöffnet</translation>
    </message>
    <message>
        <source>Opening the session</source>
        <translation>Die Sitzung wird geöffnet</translation>
    </message>
    <message>
        <source>Reading the images again</source>
        <translation>Die Bilder werden neu gelesen</translation>
    </message>
    <message>
        <source>Writing %1</source>
        <translation>%1 wird geschrieben</translation>
    </message>
    <message>
        <source>Open lesson</source>
        <translation>Lektion öffnen</translation>
    </message>
    <message>
        <source>Lessons (*.md);;All files (*)</source>
        <translation>Lektionen (*.md);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open exa&amp;mple</source>
        <translation>B&amp;eispiel öffnen</translation>
    </message>
    <message>
        <source>Sa&amp;ve session</source>
        <translation>Sitzung &amp;speichern</translation>
    </message>
    <message>
        <source>Input si&amp;zes …</source>
        <translation>Ein&amp;gabegrößen …</translation>
    </message>
    <message>
        <source>Sizes that the open network leaves open, so that its work is known</source>
        <translation>Größen, die das offene Netz offen lässt, damit seine Arbeit bekannt ist</translation>
    </message>
    <message>
        <source>Reading the network again</source>
        <translation>Das Netz wird neu gelesen</translation>
    </message>
    <message>
        <source>The network&apos;s file leaves no sizes of its inputs open.</source>
        <translation>Die Datei des Netzes lässt keine Größen seiner Eingaben offen.</translation>
    </message>
    <message>
        <source>Input sizes</source>
        <translation>Größen der Eingaben</translation>
    </message>
    <message>
        <source>Every input with its sizes, and semicolons between them: x=1x3x48x320
Put a number for each question mark; empty leaves them open.</source>
        <translation>Jede Eingabe mit ihren Größen, Semikolons dazwischen: x=1x3x48x320
Für jedes Fragezeichen eine Zahl; leer lässt sie offen.</translation>
    </message>
    <message>
        <source>Open images: a file or a folder, labels, class names and preprocessing</source>
        <translation>Bilder öffnen: eine Datei oder ein Ordner, Labels, Klassennamen und Vorverarbeitung</translation>
    </message>
    <message>
        <source>&amp;Draw an image …</source>
        <translation>Bild zei&amp;chnen …</translation>
    </message>
    <message>
        <source>Draw a digit or a garment, or open one picture, and see what float and TR take it for</source>
        <translation>Eine Ziffer oder ein Kleidungsstück zeichnen oder ein Bild öffnen und sehen, wofür Float und TR es halten</translation>
    </message>
    <message>
        <source>Opened %1 with %2.</source>
        <translation>%1 mit %2 geöffnet.</translation>
    </message>
    <message>
        <source>&amp;Words of tokens …</source>
        <translation>&amp;Wörter der Tokens …</translation>
    </message>
    <message>
        <source>Name the tokens of the open arrays by a file with a word a line, number 0 first</source>
        <translation>Die Tokens der offenen Arrays benennen, durch eine Datei mit einem Wort je Zeile, Nummer 0 zuerst</translation>
    </message>
    <message>
        <source>Expected arrays of a file with tokens among them, found none; a text is opened together with its vocabulary.</source>
        <translation>Erwartet wurden Arrays einer Datei mit Tokens darunter, gefunden keine; ein Text wird zusammen mit seinem Wortschatz geöffnet.</translation>
    </message>
    <message>
        <source>Open vocabulary</source>
        <translation>Wortschatz öffnen</translation>
    </message>
    <message>
        <source>Text (*.txt *.txt.gz);;All files (*)</source>
        <translation>Text (*.txt *.txt.gz);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Opened %1: %2 samples.</source>
        <translation>%1 geöffnet: %2 Proben.</translation>
    </message>
</context>
<context>
    <name>termscope::GanttStrip</name>
    <message>
        <source>Steps around the present cycle</source>
        <translation>Schritte um den jetzigen Takt</translation>
    </message>
    <message>
        <source>Steps on one clock</source>
        <translation>Schritte auf einer Uhr</translation>
    </message>
    <message>
        <source>A box is a step. Full: the mean cell works; hatched: the slowest cell still works and the others wait; empty: provisioned and not needed. The wheel shows more or less time, a click goes there.</source>
        <translation>Ein Kasten ist ein Schritt. Voll: die mittlere Zelle arbeitet; schraffiert: die langsamste Zelle arbeitet noch, die anderen warten; leer: vorgehalten und nicht gebraucht. Das Mausrad zeigt mehr oder weniger Zeit, ein Klick springt dorthin.</translation>
    </message>
    <message>
        <source>finished at %1</source>
        <translation>fertig bei %1</translation>
    </message>
    <message>
        <source>cycle</source>
        <translation>Takt</translation>
    </message>
    <message>
        <source>cycle %1 of %2</source>
        <translation>Takt %1 von %2</translation>
    </message>
    <message>
        <source>%1: finished</source>
        <translation>%1: fertig</translation>
    </message>
    <message>
        <source>%1: fold %2, step %3</source>
        <translation>%1: Durchgang %2, Schritt %3</translation>
    </message>
    <message>
        <source>One cycle back, one on</source>
        <translation>Ein Takt zurück, einer weiter</translation>
    </message>
    <message>
        <source>A third of what is shown back, on</source>
        <translation>Ein Drittel des Gezeigten zurück, weiter</translation>
    </message>
    <message>
        <source>To the first cycle</source>
        <translation>Zum ersten Takt</translation>
    </message>
    <message>
        <source>To the last cycle</source>
        <translation>Zum letzten Takt</translation>
    </message>
    <message>
        <source>Show less time, show more</source>
        <translation>Weniger Zeit zeigen, mehr zeigen</translation>
    </message>
</context>
<context>
    <name>termscope::GroupChooser</name>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Output of the layer that the group belongs to</source>
        <translation>Ausgang der Schicht, zu dem die Gruppe gehört</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Number of the group within the row</source>
        <translation>Nummer der Gruppe in der Zeile</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Test image whose activations meet the weights</source>
        <translation>Testbild, dessen Aktivierungen auf die Gewichte treffen</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Layer whose weights are shown</source>
        <translation>Schicht, deren Gewichte gezeigt werden</translation>
    </message>
    <message>
        <source>&amp;Layer</source>
        <translation>&amp;Schicht</translation>
    </message>
    <message>
        <source>Ro&amp;w</source>
        <translation>&amp;Zeile</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>&amp;Gruppe</translation>
    </message>
    <message>
        <source>&amp;Image</source>
        <translation>Bi&amp;ld</translation>
    </message>
    <message>
        <source> of 0…%1</source>
        <translation> von 0…%1</translation>
    </message>
    <message>
        <source>label %1</source>
        <translation>Label %1</translation>
    </message>
    <message>
        <source>output row %1, column %2 of %3×%4</source>
        <translation>Ausgabezeile %1, Spalte %2 von %3×%4</translation>
    </message>
    <message>
        <source>output place %1 of %2</source>
        <translation>Ausgabestelle %1 von %2</translation>
    </message>
    <message>
        <source>after “%1”, before “%2”</source>
        <translation>nach „%1“, vor „%2“</translation>
    </message>
    <message>
        <source>&amp;Token</source>
        <translation>&amp;Token</translation>
    </message>
    <message>
        <source>Token of the text that is predicted: the activations are those of the tokens before it</source>
        <translation>Token des Textes, das vorhergesagt wird: Die Aktivierungen sind die der Tokens davor</translation>
    </message>
    <message>
        <source> of 1…%1</source>
        <translation> von 1…%1</translation>
    </message>
    <message>
        <source>Sa&amp;mple</source>
        <translation>Pro&amp;be</translation>
    </message>
    <message>
        <source>Sample whose activations meet the weights</source>
        <translation>Probe, deren Aktivierungen auf die Gewichte treffen</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
</context>
<context>
    <name>termscope::GuideDialog</name>
    <message>
        <source>User guide</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>Page of the guide</source>
        <translation>Seite des Handbuchs</translation>
    </message>
    <message>
        <source>Tab goes from link to link, Return follows it, Alt+Left goes back</source>
        <translation>Tab geht von Verweis zu Verweis, Eingabe folgt ihm, Alt+Links geht zurück</translation>
    </message>
    <message>
        <source>Find in this page</source>
        <translation>Auf dieser Seite suchen</translation>
    </message>
    <message>
        <source>Return finds the next place</source>
        <translation>Eingabe findet die nächste Stelle</translation>
    </message>
    <message>
        <source>&amp;Contents</source>
        <translation>&amp;Inhalt</translation>
    </message>
    <message>
        <source>The list of all pages</source>
        <translation>Die Liste aller Seiten</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>The page before</source>
        <translation>Die Seite davor</translation>
    </message>
    <message>
        <source>F&amp;orward</source>
        <translation>&amp;Vor</translation>
    </message>
    <message>
        <source>The page after, once you went back</source>
        <translation>Die Seite danach, wenn Sie zurückgegangen sind</translation>
    </message>
    <message>
        <source>Close the guide (Esc)</source>
        <translation>Das Handbuch schließen (Esc)</translation>
    </message>
    <message>
        <source>%1 is a part of the source, not of the guide.</source>
        <translation>%1 gehört zum Quelltext, nicht zum Handbuch.</translation>
    </message>
    <message>
        <source>“%1” is not on this page.</source>
        <translation>„%1“ steht nicht auf dieser Seite.</translation>
    </message>
</context>
<context>
    <name>termscope::HandoutDialog</name>
    <message>
        <source>Hand out</source>
        <translation>Austeilen</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Steps drawn and files written</source>
        <translation>Gezeichnete Schritte und geschriebene Dateien</translation>
    </message>
    <message>
        <source>&amp;Write</source>
        <translation>&amp;Schreiben</translation>
    </message>
    <message>
        <source>Write the handout</source>
        <translation>Das Blatt schreiben</translation>
    </message>
    <message>
        <source>Write the files</source>
        <translation>Die Dateien schreiben</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close; while it writes: stop</source>
        <translation>Schließen; während des Schreibens: anhalten</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>This &amp;page</source>
        <translation>Diese &amp;Seite</translation>
    </message>
    <message>
        <source>Its pictures and their data, the figures, the settings, and a link that opens it again</source>
        <translation>Ihre Bilder und deren Daten, die Zahlen, die Einstellungen und ein Link, der sie wieder öffnet</translation>
    </message>
    <message>
        <source>A &amp;lesson</source>
        <translation>Eine &amp;Lektion</translation>
    </message>
    <message>
        <source>Its text with the pictures of each step, its questions, and the answers on the last page</source>
        <translation>Ihr Text mit den Bildern jedes Schritts, ihre Fragen und auf der letzten Seite die Antworten</translation>
    </message>
    <message>
        <source>&amp;Worksheets of a lesson</source>
        <translation>&amp;Arbeitsblätter einer Lektion</translation>
    </message>
    <message>
        <source>Its questions with room to answer, other numbers on each sheet, and the answers on the last page</source>
        <translation>Ihre Fragen mit Platz für die Antworten, andere Zahlen auf jedem Blatt und auf der letzten Seite die Antworten</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>Lektion</translation>
    </message>
    <message>
        <source>The lesson that is handed out</source>
        <translation>Die Lektion, die ausgeteilt wird</translation>
    </message>
    <message>
        <source>Sheets</source>
        <translation>Blätter</translation>
    </message>
    <message>
        <source>The number of a sheet decides the numbers of its exercises: the same on every machine. Students who enter it in the pane of lessons get the same exercises there.</source>
        <translation>Die Nummer eines Blatts bestimmt die Zahlen seiner Übungen: dieselben auf jedem Rechner. Wer sie im Bereich der Lektionen eingibt, bekommt dort dieselben Übungen.</translation>
    </message>
    <message>
        <source>First sheet</source>
        <translation>Erstes Blatt</translation>
    </message>
    <message>
        <source>Last sheet</source>
        <translation>Letztes Blatt</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>&amp;Numbers:</source>
        <translation>&amp;Nummern:</translation>
    </message>
    <message>
        <source>File of names</source>
        <translation>Datei der Namen</translation>
    </message>
    <message>
        <source>One name a line, or CSV: one for each sheet. Empty: a line to write on.</source>
        <translation>Ein Name je Zeile oder CSV: einer für jedes Blatt. Leer: eine Linie zum Beschriften.</translation>
    </message>
    <message>
        <source>Choose the file of names</source>
        <translation>Die Datei der Namen wählen</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>N&amp;ames, from a file:</source>
        <translation>N&amp;amen, aus einer Datei:</translation>
    </message>
    <message>
        <source>With the &amp;text of the lesson</source>
        <translation>Mit dem &amp;Text der Lektion</translation>
    </message>
    <message>
        <source>With the text of the lesson</source>
        <translation>Mit dem Text der Lektion</translation>
    </message>
    <message>
        <source>The text of each step that asks something, not only its question and its pictures</source>
        <translation>Der Text jedes Schritts, der etwas fragt, nicht nur seine Frage und seine Bilder</translation>
    </message>
    <message>
        <source>All sheets in one file</source>
        <translation>Alle Blätter in einer Datei</translation>
    </message>
    <message>
        <source>One PDF to print; else a file for each sheet</source>
        <translation>Eine PDF-Datei zum Drucken; sonst eine Datei je Blatt</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>&amp;HTML</source>
        <translation>&amp;HTML</translation>
    </message>
    <message>
        <source>HTML</source>
        <translation>HTML</translation>
    </message>
    <message>
        <source>A page that needs nothing but itself</source>
        <translation>Eine Seite, die nichts außer sich selbst braucht</translation>
    </message>
    <message>
        <source>P&amp;DF</source>
        <translation>P&amp;DF</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>Pages to print</source>
        <translation>Seiten zum Drucken</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Papier</translation>
    </message>
    <message>
        <source>Size of the pages of a PDF</source>
        <translation>Größe der Seiten einer PDF-Datei</translation>
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
        <translation>Format:</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Where the files go; it is made if it is missing</source>
        <translation>Wohin die Dateien kommen; er wird angelegt, wenn er fehlt</translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation>Den Ordner wählen</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>Ordner wählen</translation>
    </message>
    <message>
        <source>&amp;Folder:</source>
        <translation>&amp;Ordner:</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>What is written</source>
        <translation>Was geschrieben wird</translation>
    </message>
    <message>
        <source>Writes:</source>
        <translation>Schreibt:</translation>
    </message>
    <message>
        <source>%1 files: %2 … %3</source>
        <translation>%1 Dateien: %2 … %3</translation>
    </message>
    <message>
        <source>Names of students</source>
        <translation>Namen der Lernenden</translation>
    </message>
    <message>
        <source>Text (*.txt *.csv);;All files (*)</source>
        <translation>Text (*.txt *.csv);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Folder for handouts</source>
        <translation>Ordner für die Blätter</translation>
    </message>
    <message>
        <source>Please choose a folder.</source>
        <translation>Bitte wählen Sie einen Ordner.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Wrote %1.</source>
        <translation>%1 geschrieben.</translation>
    </message>
    <message>
        <source>Wrote %1 files to %2.</source>
        <translation>%1 Dateien nach %2 geschrieben.</translation>
    </message>
    <message>
        <source>Stopped. Files written: %1.</source>
        <translation>Angehalten. Geschriebene Dateien: %1.</translation>
    </message>
    <message>
        <source>Stopped; nothing was written.</source>
        <translation>Angehalten; nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>All in &amp;one file</source>
        <translation>Alles in &amp;einer Datei</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>On the last page of each sheet, in one file of their own, or not at all</source>
        <translation>Auf der letzten Seite jedes Blatts, in einer eigenen Datei, oder gar nicht</translation>
    </message>
    <message>
        <source>on the last page</source>
        <translation>auf der letzten Seite</translation>
    </message>
    <message>
        <source>in a file of their own</source>
        <translation>in einer eigenen Datei</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>An&amp;swers:</source>
        <translation>Ant&amp;worten:</translation>
    </message>
</context>
<context>
    <name>termscope::HandoutJob</name>
    <message>
        <source>%1: the folder cannot be made</source>
        <translation>%1: Der Ordner kann nicht angelegt werden</translation>
    </message>
    <message>
        <source>%1: answers</source>
        <translation>%1: Antworten</translation>
    </message>
</context>
<context>
    <name>termscope::HeseStepper</name>
    <message>
        <source>HESE window</source>
        <translation>HESE-Fenster</translation>
    </message>
    <message>
        <source>%1 = %2   (%3)</source>
        <translation>%1 = %2   (%3)</translation>
    </message>
    <message>
        <source>1 term</source>
        <translation>1 Term</translation>
    </message>
    <message>
        <source>%1 terms</source>
        <translation>%1 Terme</translation>
    </message>
    <message>
        <source>HESE step by step</source>
        <translation>HESE Schritt für Schritt</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>Any integer from −2147483647 to 2147483647</source>
        <translation>Jede ganze Zahl von −2147483647 bis 2147483647</translation>
    </message>
    <message>
        <source>HESE</source>
        <translation>HESE</translation>
    </message>
    <message>
        <source>Binary</source>
        <translation>Binär</translation>
    </message>
    <message>
        <source>Booth radix-4</source>
        <translation>Booth Radix-4</translation>
    </message>
    <message>
        <source>&amp;Number</source>
        <translation>&amp;Zahl</translation>
    </message>
    <message>
        <source>Type an integer.</source>
        <translation>Geben Sie eine ganze Zahl ein.</translation>
    </message>
    <message>
        <source>“%1” is not an integer.</source>
        <translation>„%1“ ist keine ganze Zahl.</translation>
    </message>
    <message>
        <source>Out of range: −2147483647 to 2147483647.</source>
        <translation>Außerhalb des Bereichs: −2147483647 bis 2147483647.</translation>
    </message>
    <message>
        <source>Ready at bit 0 of %1, in plain mode; the number is negative, so every sign flips.</source>
        <translation>Bereit bei Bit 0 von %1, im einfachen Modus; die Zahl ist negativ, daher kehrt sich jedes Vorzeichen um.</translation>
    </message>
    <message>
        <source>Ready at bit 0, in plain mode.</source>
        <translation>Bereit bei Bit 0, im einfachen Modus.</translation>
    </message>
    <message>
        <source> (the number is negative: signs flip)</source>
        <translation> (die Zahl ist negativ: Vorzeichen kehren sich um)</translation>
    </message>
    <message>
        <source>HESE: %1</source>
        <translation>HESE: %1</translation>
    </message>
    <message>
        <source>Binary: %1</source>
        <translation>Binär: %1</translation>
    </message>
    <message>
        <source>Booth radix-4: %1</source>
        <translation>Booth Radix-4: %1</translation>
    </message>
    <message>
        <source>step %1 of %2: %3</source>
        <translation>Schritt %1 von %2: %3</translation>
    </message>
</context>
<context>
    <name>termscope::HighlightLine</name>
    <message>
        <source>C&amp;lear the highlight</source>
        <translation>&amp;Hervorhebung aufheben</translation>
    </message>
    <message>
        <source>What is pointed at or chosen</source>
        <translation>Worauf gezeigt wird oder was gewählt ist</translation>
    </message>
    <message>
        <source>Nothing stays lit</source>
        <translation>Nichts bleibt hervorgehoben</translation>
    </message>
    <message>
        <source>Chosen (Esc to clear): %1</source>
        <translation>Gewählt (Esc hebt auf): %1</translation>
    </message>
</context>
<context>
    <name>termscope::HtmlWriter</name>
    <message>
        <source>Room for the answer</source>
        <translation>Platz für die Antwort</translation>
    </message>
    <message>
        <source>Write + or − below the powers that you take.</source>
        <translation>Schreiben Sie + oder − unter die Potenzen, die Sie nehmen.</translation>
    </message>
</context>
<context>
    <name>termscope::LatestJob</name>
    <message>
        <source>The computation stopped: %1</source>
        <translation>Die Berechnung brach ab: %1</translation>
    </message>
    <message>
        <source>The computation stopped: it needs more memory than there is.</source>
        <translation>Die Berechnung brach ab: Sie braucht mehr Speicher, als vorhanden ist.</translation>
    </message>
</context>
<context>
    <name>termscope::LayerListModel</name>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Form</translation>
    </message>
    <message>
        <source>Outputs × inputs, × kernel for convolutions</source>
        <translation>Ausgänge × Eingänge, bei Faltungen × Kern</translation>
    </message>
    <message>
        <source>Runs as</source>
        <translation>Läuft als</translation>
    </message>
    <message>
        <source>Revealed (TR), quantized only (QT) or float, and what the layer has of its own</source>
        <translation>Aufgedeckt (TR), nur quantisiert (QT) oder float, und was die Schicht Eigenes hat</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Weights and biases</source>
        <translation>Gewichte und Bias-Werte</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MACs</translation>
    </message>
    <message>
        <source>Multiply-accumulates per sample</source>
        <translation>MACs (Multiplikation mit Addition) je Beispiel</translation>
    </message>
    <message>
        <source>Minimum</source>
        <translation>Minimum</translation>
    </message>
    <message>
        <source>Smallest weight</source>
        <translation>Kleinstes Gewicht</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>Maximum</translation>
    </message>
    <message>
        <source>Largest weight</source>
        <translation>Größtes Gewicht</translation>
    </message>
    <message>
        <source>Std. dev.</source>
        <translation>Std.-Abw.</translation>
    </message>
    <message>
        <source>Standard deviation of the weights</source>
        <translation>Standardabweichung der Gewichte</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>Verteilung</translation>
    </message>
    <message>
        <source>Histogram of the weights, with a mark at zero</source>
        <translation>Histogramm der Gewichte, mit einer Marke bei null</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Weights from %1 to %2</source>
        <translation>Gewichte von %1 bis %2</translation>
    </message>
    <message>
        <source>Stored as</source>
        <translation>Gespeichert als</translation>
    </message>
    <message>
        <source>What the file holds the weights as</source>
        <translation>Als was die Datei die Gewichte enthält</translation>
    </message>
    <message>
        <source>Name of the layer&apos;s weight in the file; sorts by the file&apos;s order</source>
        <translation>Name des Gewichts der Schicht in der Datei; ordnet nach der Folge der Datei</translation>
    </message>
    <message>
        <source>SQNR (dB)</source>
        <translation>SQNR (dB)</translation>
    </message>
    <message>
        <source>Signal to noise of the weights that the layer runs with, against the floats</source>
        <translation>Signal zu Rauschen der Gewichte, mit denen die Schicht läuft, gegen die float-Werte</translation>
    </message>
    <message>
        <source>Terms kept (%)</source>
        <translation>Behaltene Terme (%)</translation>
    </message>
    <message>
        <source>Of the terms of the quantized weights, in the chosen encoding</source>
        <translation>Von den Termen der quantisierten Gewichte, in der gewählten Kodierung</translation>
    </message>
    <message>
        <source>Mean terms</source>
        <translation>Mittlere Terme</translation>
    </message>
    <message>
        <source>Terms that a weight keeps, on average</source>
        <translation>Terme, die ein Gewicht im Mittel behält</translation>
    </message>
    <message>
        <source>Zeros (%)</source>
        <translation>Nullen (%)</translation>
    </message>
    <message>
        <source>Sparsity: weights that are zero as the layer runs</source>
        <translation>Dünnbesetztheit: Gewichte, die null sind, wenn die Schicht läuft</translation>
    </message>
    <message>
        <source>Clipped (%)</source>
        <translation>Gekappt (%)</translation>
    </message>
    <message>
        <source>Weights beyond the largest integer; of a file&apos;s own integers, those at the end of their range</source>
        <translation>Gewichte jenseits der größten ganzen Zahl; von Zahlen der Datei die am Ende ihres Bereichs</translation>
    </message>
    <message>
        <source>Linear layer or convolution; tied: its weight is the table of the embedding too, and is there once; ×2: so many places of the network use it</source>
        <translation>Lineare Schicht oder Faltung; geteilt: Ihr Gewicht ist auch die Tabelle der Einbettung und ist einmal da; ×2: so viele Stellen des Netzes benutzen sie</translation>
    </message>
    <message>
        <source>those of %1</source>
        <translation>die von %1</translation>
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
        <translation>Bits der Gewichte der Schicht</translation>
    </message>
    <message>
        <source>b_d</source>
        <translation>b_d</translation>
    </message>
    <message>
        <source>Bits of the data that enter the layer</source>
        <translation>Bits der Daten, die in die Schicht gehen</translation>
    </message>
    <message>
        <source>g</source>
        <translation>g</translation>
    </message>
    <message>
        <source>Group size of the layer</source>
        <translation>Gruppengröße der Schicht</translation>
    </message>
    <message>
        <source>k</source>
        <translation>k</translation>
    </message>
    <message>
        <source>Term budget of the layer&apos;s groups</source>
        <translation>Termbudget der Gruppen der Schicht</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>Terms kept of the data; 0 keeps all</source>
        <translation>Terme, die von den Daten bleiben; 0 behält alle</translation>
    </message>
    <message>
        <source>Reset layer</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Settings of the chosen layer</source>
        <translation>Einstellungen der gewählten Schicht</translation>
    </message>
    <message>
        <source>by default</source>
        <translation>nach Vorgabe</translation>
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
        <translation>Nach Vorgabe bleiben erste und tiefenweise Faltungen und Schichten mit wenigen Eingängen bei QT, alle anderen werden aufgedeckt</translation>
    </message>
    <message>
        <source>How the layer runs</source>
        <translation>Wie die Schicht läuft</translation>
    </message>
    <message>
        <source>Take away the layer&apos;s own settings; can be undone</source>
        <translation>Die eigenen Einstellungen der Schicht wegnehmen; kann rückgängig gemacht werden</translation>
    </message>
    <message>
        <source>The layer&apos;s own %1</source>
        <translation>Eigenes %1 der Schicht</translation>
    </message>
    <message>
        <source>No layer</source>
        <translation>Keine Schicht</translation>
    </message>
    <message>
        <source>%1:</source>
        <translation>%1:</translation>
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
        <translation>Die Schicht wählen</translation>
    </message>
    <message>
        <source>Magnitudes of all layers</source>
        <translation>Beträge aller Schichten</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>magnitude of the weights</source>
        <translation>Betrag der Gewichte</translation>
    </message>
    <message>
        <source>The layers&apos; weights are being gone through …</source>
        <translation>Die Gewichte der Schichten werden durchgegangen …</translation>
    </message>
    <message>
        <source>what the format holds: one step to the largest integer</source>
        <translation>was das Format fasst: ein Schritt bis größte ganze Zahl</translation>
    </message>
    <message>
        <source>weights: 1, 25, 50, 75 and 100 of 100 are no larger</source>
        <translation>Gewichte: 1, 25, 50, 75 und 100 von 100 sind nicht größer</translation>
    </message>
    <message>
        <source>%1
half of the weights: %2 to %3, median %4, largest %5</source>
        <translation>%1
Hälfte der Gewichte: %2 bis %3, Median %4, größtes %5</translation>
    </message>
    <message>
        <source>
%1 % are zero</source>
        <translation>
%1 % sind null</translation>
    </message>
    <message>
        <source>
step %1, largest integer %2</source>
        <translation>
Schritt %1, größte ganze Zahl %2</translation>
    </message>
</context>
<context>
    <name>termscope::LessonDock</name>
    <message>
        <source>Lessons</source>
        <translation>Lektionen</translation>
    </message>
</context>
<context>
    <name>termscope::LessonPane</name>
    <message>
        <source>Each takes five to ten minutes. Progress is kept.</source>
        <translation>Jede dauert fünf bis zehn Minuten. Der Fortschritt bleibt erhalten.</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>Lektionen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>step %v of %m</source>
        <translation>Schritt %v von %m</translation>
    </message>
    <message>
        <source>Back to the list of lessons</source>
        <translation>Zurück zur Liste der Lektionen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>The step before</source>
        <translation>Der Schritt davor</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>Einrichten</translation>
    </message>
    <message>
        <source>Set the page up again as this step needs it</source>
        <translation>Die Seite wieder so einrichten, wie dieser Schritt sie braucht</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Go on without having done this step</source>
        <translation>Weitergehen, ohne diesen Schritt gemacht zu haben</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weitergehen</translation>
    </message>
    <message>
        <source>✓ done</source>
        <translation>✓ erledigt</translation>
    </message>
    <message>
        <source>%1 of %2 steps</source>
        <translation>%1 von %2 Schritten</translation>
    </message>
    <message>
        <source>%1
%2 minutes · %3</source>
        <translation>%1
%2 Minuten · %3</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>✓ Reached.</source>
        <translation>✓ Erreicht.</translation>
    </message>
    <message>
        <source>Do it on the page: the lesson goes on when it is reached.</source>
        <translation>Machen Sie es auf der Seite: Die Lektion geht weiter, sobald es erreicht ist.</translation>
    </message>
    <message>
        <source>new numbers</source>
        <translation>neue Zahlen</translation>
    </message>
    <message>
        <source>Sheet number</source>
        <translation>Blattnummer</translation>
    </message>
    <message>
        <source>The number on a printed worksheet: the exercises then have the numbers of that sheet. Without one they are drawn anew each time.</source>
        <translation>Die Nummer auf einem gedruckten Arbeitsblatt: Die Übungen haben dann die Zahlen dieses Blatts. Ohne eine werden sie jedes Mal neu gezogen.</translation>
    </message>
    <message>
        <source>⚠ The lesson was not read again. %1</source>
        <translation>⚠ Die Lektion wurde nicht neu gelesen. %1</translation>
    </message>
    <message>
        <source>step %v of %m · sheet %1</source>
        <translation>Schritt %v von %m · Blatt %1</translation>
    </message>
    <message>
        <source>Text of the lesson</source>
        <translation>Text der Lektion</translation>
    </message>
    <message>
        <source>Return starts the chosen lesson</source>
        <translation>Die Eingabetaste startet die gewählte Lektion</translation>
    </message>
    <message>
        <source>Start the chosen lesson, or go on with it</source>
        <translation>Die gewählte Lektion starten oder fortsetzen</translation>
    </message>
    <message>
        <source>Shee&amp;t number:</source>
        <translation>B&amp;lattnummer:</translation>
    </message>
    <message>
        <source>✓ “%1” is done: it was the last lesson.</source>
        <translation>✓ „%1“ ist erledigt: Es war die letzte Lektion.</translation>
    </message>
    <message>
        <source>✓ “%1” is done. Next: “%2”.</source>
        <translation>✓ „%1“ ist erledigt. Als Nächstes: „%2“.</translation>
    </message>
    <message>
        <source>Do it on the page: %1. Then the lesson goes on.</source>
        <translation>Tun Sie es auf der Seite: %1. Dann geht die Lektion weiter.</translation>
    </message>
</context>
<context>
    <name>termscope::LessonPlayer</name>
    <message>
        <source>Lesson %1, step %2: %3</source>
        <translation>Lektion %1, Schritt %2: %3</translation>
    </message>
    <message>
        <source>lesson %1, step %2</source>
        <translation>Lektion %1, Schritt %2</translation>
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
        <translation>Schritt %1 der Lektion war nach %2 Sekunden nicht bereit.</translation>
    </message>
</context>
<context>
    <name>termscope::LessonWriter</name>
    <message>
        <source>%1: answers</source>
        <translation>%1: Antworten</translation>
    </message>
    <message>
        <source>Sheet %1</source>
        <translation>Blatt %1</translation>
    </message>
    <message>
        <source>%1 · sheet %2</source>
        <translation>%1 · Blatt %2</translation>
    </message>
    <message>
        <source>%1: worksheet %2</source>
        <translation>%1: Arbeitsblatt %2</translation>
    </message>
    <message>
        <source>    Name: %1</source>
        <translation>    Name: %1</translation>
    </message>
    <message>
        <source>Check your answers: start the lesson “%1” in TermScope with the sheet number %2; it asks the same.</source>
        <translation>Prüfen Sie Ihre Antworten: Starten Sie die Lektion „%1“ in TermScope mit der Blattnummer %2; sie fragt dasselbe.</translation>
    </message>
    <message>
        <source>%1 min · the exercises have the numbers of sheet %2</source>
        <translation>%1 min · die Übungen haben die Zahlen von Blatt %2</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>Open the page of this step in TermScope</source>
        <translation>Die Seite dieses Schritts in TermScope öffnen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Question: </source>
        <translation>Frage: </translation>
    </message>
    <message>
        <source>Question %1: </source>
        <translation>Frage %1: </translation>
    </message>
    <message>
        <source>%1 = %2, for example.</source>
        <translation>%1 = %2, zum Beispiel.</translation>
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
        <translation>Einstellungen von Schichten, die dieses Netz nicht hat, wurden weggelassen: %1</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Reset all settings</source>
        <translation>Alle Einstellungen &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Lessons</source>
        <translation>&amp;Lektionen</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;About TermScope</source>
        <translation>&amp;Über TermScope</translation>
    </message>
    <message>
        <source>%1 – TermScope</source>
        <translation>%1 – TermScope</translation>
    </message>
    <message>
        <source>no text</source>
        <translation>kein Text</translation>
    </message>
    <message>
        <source>no images</source>
        <translation>keine Bilder</translation>
    </message>
    <message>
        <source>About TermScope</source>
        <translation>Über TermScope</translation>
    </message>
    <message>
        <source>TermScope</source>
        <translation>TermScope</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>Anordnung &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>Window, panes and tabs as they were at the first start</source>
        <translation>Fenster, Bereiche und Reiter wie beim ersten Start</translation>
    </message>
    <message>
        <source>T&amp;ype</source>
        <translation>Schrift&amp;größe</translation>
    </message>
    <message>
        <source>&amp;Hand out …</source>
        <translation>A&amp;usteilen …</translation>
    </message>
    <message>
        <source>Write this page, a lesson or worksheets as HTML or PDF</source>
        <translation>Diese Seite, eine Lektion oder Arbeitsblätter als HTML oder PDF schreiben</translation>
    </message>
    <message>
        <source>&lt;h3&gt;TermScope %1&lt;/h3&gt;&lt;p&gt;Explores Term Revealing: run-time quantization of trained networks by signed powers of two.&lt;/p&gt;&lt;p&gt;H. T. Kung, B. McDanel, S. Q. Zhang, “Term Revealing: Furthering Quantization at Run Time on Quantized DNNs”, arXiv 2007.06389.&lt;/p&gt;&lt;p&gt;Licence: GPL, version 3 or later. It is built on these libraries:&lt;/p&gt;%2</source>
        <translation>&lt;h3&gt;TermScope %1&lt;/h3&gt;&lt;p&gt;Erkundet Term Revealing: Quantisierung trainierter Netze zur Laufzeit durch vorzeichenbehaftete Zweierpotenzen.&lt;/p&gt;&lt;p&gt;H. T. Kung, B. McDanel, S. Q. Zhang, „Term Revealing: Furthering Quantization at Run Time on Quantized DNNs“, arXiv 2007.06389.&lt;/p&gt;&lt;p&gt;Lizenz: GPL, Version 3 oder neuer. Es baut auf diesen Bibliotheken auf:&lt;/p&gt;%2</translation>
    </message>
    <message>
        <source>S&amp;witch sides A and B</source>
        <translation>Seiten A und B &amp;wechseln</translation>
    </message>
    <message>
        <source>Side A: %1</source>
        <translation>Seite A: %1</translation>
    </message>
    <message>
        <source>Side B: %1</source>
        <translation>Seite B: %1</translation>
    </message>
    <message>
        <source>The strip takes the settings of the other side of the comparison, and keeps its own for it</source>
        <translation>Die Leiste nimmt die Einstellungen der anderen Seite des Vergleichs und hebt ihre eigenen für sie auf</translation>
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
        <translation>Nächstes Wort</translation>
    </message>
    <message>
        <source>word %1</source>
        <translation>Wort %1</translation>
    </message>
    <message>
        <source>“%1” comes: %2 in float (place %3), %4 now (place %5). Divergence from float: %6 nats. Read from the %7 tokens before it, with states of zeros before those.</source>
        <translation>„%1“ folgt: %2 in float (Platz %3), %4 jetzt (Platz %5). Divergenz von float: %6 nats. Gelesen aus den %7 Tokens davor, mit Zuständen null vor diesen.</translation>
    </message>
    <message>
        <source>float</source>
        <translation>float</translation>
    </message>
    <message>
        <source>current setting</source>
        <translation>jetzige Einstellung</translation>
    </message>
    <message>
        <source>The likeliest next words at the chosen place of the text, in float and at the present setting, and the word that does come.</source>
        <translation>Die wahrscheinlichsten nächsten Wörter an der gewählten Stelle des Textes, in float und bei der jetzigen Einstellung, und das Wort, das wirklich folgt.</translation>
    </message>
    <message>
        <source>Likeliest words</source>
        <translation>Wahrscheinlichste Wörter</translation>
    </message>
    <message>
        <source>%1: %2 in float, %3 now</source>
        <translation>%1: %2 in float, %3 jetzt</translation>
    </message>
    <message>
        <source>%1; this word comes</source>
        <translation>%1; dieses Wort folgt</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
</context>
<context>
    <name>termscope::PairHistogramPlot</name>
    <message>
        <source>99 % of dot products need at most %1 pairs of %2</source>
        <translation>99 % der Skalarprodukte brauchen höchstens %1 von %2 Paaren</translation>
    </message>
    <message>
        <source>Term pairs per dot product</source>
        <translation>Termpaare je Skalarprodukt</translation>
    </message>
    <message>
        <source>term pairs per dot product of 16 values</source>
        <translation>Termpaare je Skalarprodukt von 16 Werten</translation>
    </message>
    <message>
        <source>share of dot products (%)</source>
        <translation>Anteil der Skalarprodukte (%)</translation>
    </message>
    <message>
        <source>Counting …</source>
        <translation>Wird gezählt …</translation>
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
        <translation>vorgehalten</translation>
    </message>
    <message>
        <source>Shows the axis up to the pairs that hardware must reserve, not only those that occur.</source>
        <translation>Zeigt die Achse bis zu den Paaren, die Hardware vorhalten muss, nicht nur bis zu denen, die vorkommen.</translation>
    </message>
    <message>
        <source>QT, %1 bit</source>
        <translation>QT, %1 Bit</translation>
    </message>
    <message>
        <source>TR, k = %1, g = %2, s = %3</source>
        <translation>TR, k = %1, g = %2, s = %3</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>TR: this layer stays at QT</source>
        <translation>TR: diese Schicht bleibt bei QT</translation>
    </message>
    <message>
        <source>term pairs per product</source>
        <translation>Termpaare je Produkt</translation>
    </message>
    <message>
        <source>term pairs per dot product of %1 values</source>
        <translation>Termpaare je Skalarprodukt von %1 Werten</translation>
    </message>
    <message>
        <source>All %1 dot products</source>
        <translation>Alle %1 Skalarprodukte</translation>
    </message>
    <message>
        <source>%1 of %2 dot products</source>
        <translation>%1 von %2 Skalarprodukten</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Tokens</translation>
    </message>
    <message>
        <source>%1 images</source>
        <translation>%1 Bilder</translation>
    </message>
    <message>
        <source>QT: %1. TR: %2. %3 of layer %4 over the first %5.</source>
        <translation>QT: %1. TR: %2. %3 der Schicht %4 über die ersten %5.</translation>
    </message>
    <message>
        <source>QT provisions %1</source>
        <translation>QT hält %1 vor</translation>
    </message>
    <message>
        <source>TR provisions %1</source>
        <translation>TR hält %1 vor</translation>
    </message>
    <message>
        <source>%1 pairs</source>
        <translation>%1 Paare</translation>
    </message>
    <message>
        <source>%1 to %2 pairs</source>
        <translation>%1 bis %2 Paare</translation>
    </message>
    <message>
        <source>
%1: %2 %, up to here %3 %</source>
        <translation>
%1: %2 %, bis hier %3 %</translation>
    </message>
</context>
<context>
    <name>termscope::PairsTableModel</name>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Weight term</source>
        <translation>Gewichtsterm</translation>
    </message>
    <message>
        <source>Data term</source>
        <translation>Datenterm</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>Paar</translation>
    </message>
    <message>
        <source>Adds</source>
        <translation>Beitrag</translation>
    </message>
</context>
<context>
    <name>termscope::PaneKeys</name>
    <message>
        <source>&amp;Next pane</source>
        <translation>&amp;Nächster Bereich</translation>
    </message>
    <message>
        <source>Take the keyboard to the next part of the window</source>
        <translation>Die Tastatur zum nächsten Teil des Fensters bringen</translation>
    </message>
    <message>
        <source>&amp;Previous pane</source>
        <translation>&amp;Voriger Bereich</translation>
    </message>
    <message>
        <source>Take the keyboard to the part of the window before</source>
        <translation>Die Tastatur zum vorigen Teil des Fensters bringen</translation>
    </message>
    <message>
        <source>Moves the border of the pane that has the focus</source>
        <translation>Verschiebt den Rand des Bereichs, der den Fokus hat</translation>
    </message>
    <message>
        <source>Pane &amp;wider</source>
        <translation>Bereich &amp;breiter</translation>
    </message>
    <message>
        <source>Pane na&amp;rrower</source>
        <translation>Bereich &amp;schmaler</translation>
    </message>
    <message>
        <source>Pane &amp;taller</source>
        <translation>Bereich &amp;höher</translation>
    </message>
    <message>
        <source>Pane &amp;lower</source>
        <translation>Bereich n&amp;iedriger</translation>
    </message>
</context>
<context>
    <name>termscope::PlacePicker</name>
    <message>
        <source>shown whole: the layer takes no place of it</source>
        <translation>ganz gezeigt: die Schicht nimmt keine Stelle davon</translation>
    </message>
    <message>
        <source>Chosen image</source>
        <translation>Gewähltes Bild</translation>
    </message>
    <message>
        <source>row %1, column %2</source>
        <translation>Zeile %1, Spalte %2</translation>
    </message>
    <message>
        <source>Drag the cross to the place whose activations meet the weights; a double click takes the middle.</source>
        <translation>Ziehen Sie das Kreuz an die Stelle, deren Aktivierungen auf die Gewichte treffen; ein Doppelklick nimmt die Mitte.</translation>
    </message>
    <message>
        <source>Move the place whose activations are shown</source>
        <translation>Die Stelle bewegen, deren Aktivierungen gezeigt werden</translation>
    </message>
    <message>
        <source>Back to the middle</source>
        <translation>Zurück zur Mitte</translation>
    </message>
</context>
<context>
    <name>termscope::Plot</name>
    <message>
        <source>Click an entry to hide or show it.</source>
        <translation>Ein Klick auf einen Eintrag blendet ihn aus oder ein.</translation>
    </message>
    <message>
        <source>%1: %2, %3 to %4%5</source>
        <translation>%1: %2, %3 bis %4%5</translation>
    </message>
    <message>
        <source>, logarithmic</source>
        <translation>, logarithmisch</translation>
    </message>
    <message>
        <source>x axis</source>
        <translation>x-Achse</translation>
    </message>
    <message>
        <source>y axis</source>
        <translation>y-Achse</translation>
    </message>
    <message>
        <source>second y axis</source>
        <translation>zweite y-Achse</translation>
    </message>
    <message>
        <source>%1 (hidden)</source>
        <translation>%1 (ausgeblendet)</translation>
    </message>
    <message>
        <source>Curves: %1</source>
        <translation>Kurven: %1</translation>
    </message>
    <message>
        <source>Plots</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Move the cursor from point to point</source>
        <translation>Mit dem Cursor von Punkt zu Punkt gehen</translation>
    </message>
    <message>
        <source>Show less, show more</source>
        <translation>Weniger zeigen, mehr zeigen</translation>
    </message>
    <message>
        <source>Put the cursor away</source>
        <translation>Den Cursor wegnehmen</translation>
    </message>
    <message>
        <source>Hide or show the first, the second … curve of the legend (up to 9)</source>
        <translation>Die erste, zweite … Kurve der Legende aus- oder einblenden (bis 9)</translation>
    </message>
    <message>
        <source>Reset &amp;zoom</source>
        <translation>&amp;Zoom zurücksetzen</translation>
    </message>
    <message>
        <source>Show everything again (or double-click; a drag with Shift zooms to a box)</source>
        <translation>Wieder alles zeigen (oder Doppelklick; Ziehen mit Umschalt vergrößert einen Ausschnitt)</translation>
    </message>
</context>
<context>
    <name>termscope::Presenter</name>
    <message>
        <source>Next step of the lesson</source>
        <translation>Nächster Schritt der Lektion</translation>
    </message>
    <message>
        <source>The step before</source>
        <translation>Der Schritt davor</translation>
    </message>
    <message>
        <source>Laser pointer on and off</source>
        <translation>Laserpointer ein und aus</translation>
    </message>
    <message>
        <source>Show or hide the settings</source>
        <translation>Die Einstellungen zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Show or hide the rest of the page</source>
        <translation>Den Rest der Seite zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Show or hide the menus</source>
        <translation>Die Menüs zeigen oder verbergen</translation>
    </message>
    <message>
        <source>Leave presenter mode</source>
        <translation>Den Vortragsmodus verlassen</translation>
    </message>
    <message>
        <source>&amp;Presenter mode</source>
        <translation>&amp;Vortragsmodus</translation>
    </message>
    <message>
        <source>Full screen with what is spoken of; Esc leaves, Alt shows the menus</source>
        <translation>Vollbild mit dem, wovon die Rede ist; Esc verlässt ihn, Alt zeigt die Menüs</translation>
    </message>
    <message>
        <source>&amp;While presenting</source>
        <translation>&amp;Beim Vortragen</translation>
    </message>
    <message>
        <source>Show the &amp;settings</source>
        <translation>&amp;Einstellungen zeigen</translation>
    </message>
    <message>
        <source>Show the strip of settings while presenting (S)</source>
        <translation>Die Leiste der Einstellungen beim Vortragen zeigen (S)</translation>
    </message>
    <message>
        <source>Show the &amp;whole page</source>
        <translation>Ganze Seite &amp;zeigen</translation>
    </message>
    <message>
        <source>Show all panes of the page, not only the one spoken of (W)</source>
        <translation>Alle Bereiche der Seite zeigen, nicht nur den, von dem die Rede ist (W)</translation>
    </message>
    <message>
        <source>&amp;Laser pointer</source>
        <translation>&amp;Laserpointer</translation>
    </message>
    <message>
        <source>Point with a dot instead of an arrow (L)</source>
        <translation>Mit einem Punkt statt eines Pfeils zeigen (L)</translation>
    </message>
</context>
<context>
    <name>termscope::ProductsTableModel</name>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Weight w</source>
        <translation>Gewicht w</translation>
    </message>
    <message>
        <source>Data x</source>
        <translation>Datum x</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>Paare</translation>
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
        <translation>Nach dem Tempo der letzten %1 Sekunden</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop computing</source>
        <translation>Rechnen anhalten</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Go on where it was stopped</source>
        <translation>Dort weitermachen, wo angehalten wurde</translation>
    </message>
    <message>
        <source>about %1 s left</source>
        <translation>noch etwa %1 s</translation>
    </message>
    <message>
        <source>about %1 min left</source>
        <translation>noch etwa %1 min</translation>
    </message>
    <message>
        <source>about %1 h left</source>
        <translation>noch etwa %1 h</translation>
    </message>
</context>
<context>
    <name>termscope::QuestionBox</name>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Show me</source>
        <translation>Auflösen</translation>
    </message>
    <message>
        <source>The answer and its reason</source>
        <translation>Die Antwort und ihre Begründung</translation>
    </message>
    <message>
        <source>Your answer, a number</source>
        <translation>Ihre Antwort, eine Zahl</translation>
    </message>
    <message>
        <source>Please type a number.</source>
        <translation>Bitte geben Sie eine Zahl ein.</translation>
    </message>
    <message>
        <source>Please choose one.</source>
        <translation>Bitte wählen Sie eine Antwort.</translation>
    </message>
    <message>
        <source>✓ Right. %1</source>
        <translation>✓ Richtig. %1</translation>
    </message>
    <message>
        <source>✗ Not yet. Try again, or take a hint.</source>
        <translation>✗ Noch nicht. Versuchen Sie es noch einmal oder nehmen Sie einen Hinweis.</translation>
    </message>
    <message>
        <source>✗ The sum is right, but it takes fewer terms.</source>
        <translation>✗ Die Summe stimmt, aber es geht mit weniger Termen.</translation>
    </message>
    <message>
        <source>That is not known yet; wait until the computation is done.</source>
        <translation>Das ist noch nicht bekannt; warten Sie, bis die Berechnung fertig ist.</translation>
    </message>
    <message>
        <source>It is “%1”. %2</source>
        <translation>Es ist „%1“. %2</translation>
    </message>
    <message>
        <source>It is %1. %2</source>
        <translation>Es ist %1. %2</translation>
    </message>
    <message>
        <source>Is the answer right?</source>
        <translation>Ist die Antwort richtig?</translation>
    </message>
    <message>
        <source>Something that helps to find the answer</source>
        <translation>Etwas, das hilft, die Antwort zu finden</translation>
    </message>
    <message>
        <source>Type a number; Return checks it</source>
        <translation>Geben Sie eine Zahl ein; die Eingabetaste prüft sie</translation>
    </message>
    <message>
        <source>Space takes this answer</source>
        <translation>Die Leertaste nimmt diese Antwort</translation>
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
        <translation>TermScope endete, ohne geschlossen zu werden. Die Sitzung wurde aufbewahrt: wiederherstellen?</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>&amp;Wiederherstellen</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>&amp;Verwerfen</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>&amp;Später</translation>
    </message>
    <message>
        <source>Open that session</source>
        <translation>Diese Sitzung öffnen</translation>
    </message>
    <message>
        <source>Remove that session for good</source>
        <translation>Diese Sitzung endgültig entfernen</translation>
    </message>
    <message>
        <source>Ask again at the next start</source>
        <translation>Beim nächsten Start wieder fragen</translation>
    </message>
</context>
<context>
    <name>termscope::Session</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>budget of %1</source>
        <translation>Budget von %1</translation>
    </message>
    <message>
        <source>reset of all settings</source>
        <translation>alle Einstellungen zurücksetzen</translation>
    </message>
    <message>
        <source>%1 layers</source>
        <translation>%1 Schichten</translation>
    </message>
    <message>
        <source>reset of %1</source>
        <translation>%1 zurücksetzen</translation>
    </message>
    <message>
        <source>own settings of %1: %2</source>
        <translation>eigene Einstellungen von %1: %2</translation>
    </message>
    <message>
        <source>switch to page %1</source>
        <translation>Wechsel zur Seite %1</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>choice of row %1, group %2</source>
        <translation>Wahl von Zeile %1, Gruppe %2</translation>
    </message>
    <message>
        <source>image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>choice of the image&apos;s middle</source>
        <translation>Wahl der Bildmitte</translation>
    </message>
    <message>
        <source>choice of pixel %1, %2</source>
        <translation>Wahl des Pixels %1, %2</translation>
    </message>
    <message>
        <source>place in the text</source>
        <translation>Stelle im Text</translation>
    </message>
    <message>
        <source>show published curves</source>
        <translation>veröffentlichte Kurven zeigen</translation>
    </message>
    <message>
        <source>hide published curves</source>
        <translation>veröffentlichte Kurven ausblenden</translation>
    </message>
    <message>
        <source>array of %1×%2</source>
        <translation>Array von %1×%2</translation>
    </message>
    <message>
        <source>axis of the accuracy curve</source>
        <translation>Achse der Genauigkeitskurve</translation>
    </message>
    <message>
        <source>settings of side A</source>
        <translation>Einstellungen der Seite A</translation>
    </message>
    <message>
        <source>settings of side B</source>
        <translation>Einstellungen der Seite B</translation>
    </message>
</context>
<context>
    <name>termscope::SetHandout</name>
    <message>
        <source>page %1 of %2</source>
        <translation>Seite %1 von %2</translation>
    </message>
</context>
<context>
    <name>termscope::SettingControl</name>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>%1, slider</source>
        <translation>%1, Schieberegler</translation>
    </message>
    <message>
        <source>Reset %1</source>
        <translation>%1 zurücksetzen</translation>
    </message>
    <message>
        <source>Reset to the default, %1</source>
        <translation>Auf die Vorgabe zurücksetzen, %1</translation>
    </message>
    <message>
        <source> Range: %1 to %2.</source>
        <translation> Bereich: %1 bis %2.</translation>
    </message>
</context>
<context>
    <name>termscope::SettingsStrip</name>
    <message>
        <source>%1 % exact</source>
        <translation>%1 % genau</translation>
    </message>
    <message>
        <source>%1 % (%2…%3)</source>
        <translation>%1 % (%2…%3)</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Settings of the chosen layer</source>
        <translation>Einstellungen der gewählten Schicht</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Quantization</source>
        <translation>Quantisierung</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Weiteres</translation>
    </message>
    <message>
        <source>Advice</source>
        <translation>Ratschläge</translation>
    </message>
    <message>
        <source>Reset all settings</source>
        <translation>Alle Einstellungen zurücksetzen</translation>
    </message>
    <message>
        <source>Back to the defaults of every setting; can be undone</source>
        <translation>Zurück zu den Vorgaben aller Einstellungen; kann rückgängig gemacht werden</translation>
    </message>
    <message>
        <source>Term pairs per multiply-accumulate</source>
        <translation>Termpaare je MAC</translation>
    </message>
    <message>
        <source>α = k / g</source>
        <translation>α = k / g</translation>
    </message>
    <message>
        <source>Average number of terms that a weight may keep</source>
        <translation>Mittlere Zahl der Terme, die ein Gewicht behalten darf</translation>
    </message>
    <message>
        <source>Provisioned</source>
        <translation>Vorgehalten</translation>
    </message>
    <message>
        <source>What hardware must reserve: s·k/g, never more than quantization&apos;s</source>
        <translation>Was Hardware vorhalten muss: s·k/g, nie mehr als bei Quantisierung</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>Mean over all products of terms(weight) · terms(data)</source>
        <translation>Mittel von Terme(Gewicht) · Terme(Datum) über alle Produkte</translation>
    </message>
    <message>
        <source>Against 8-bit QT</source>
        <translation>Gegenüber 8-Bit-QT</translation>
    </message>
    <message>
        <source>8-bit quantization provisions 7 · 7 = 49 pairs</source>
        <translation>8-Bit-Quantisierung hält 7 · 7 = 49 Paare vor</translation>
    </message>
    <message>
        <source>Top-1 accuracy</source>
        <translation>Top-1-Genauigkeit</translation>
    </message>
    <message>
        <source>Share of images whose best class is the label</source>
        <translation>Anteil der Bilder, deren beste Klasse das Label ist</translation>
    </message>
    <message>
        <source>&lt;b&gt;%1&lt;/b&gt; has settings of its own: %2. &lt;a href=&quot;edit&quot;&gt;Edit&lt;/a&gt; · &lt;a href=&quot;reset&quot;&gt;Reset&lt;/a&gt;</source>
        <translation>&lt;b&gt;%1&lt;/b&gt; hat eigene Einstellungen: %2. &lt;a href=&quot;edit&quot;&gt;Bearbeiten&lt;/a&gt; · &lt;a href=&quot;reset&quot;&gt;Zurücksetzen&lt;/a&gt;</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>%1× fewer</source>
        <translation>%1× weniger</translation>
    </message>
    <message>
        <source>%1× more</source>
        <translation>%1× mehr</translation>
    </message>
    <message>
        <source>Estimate from the first %1 of %2 images, with its 95 % interval</source>
        <translation>Schätzung aus den ersten %1 von %2 Bildern, mit ihrem 95-%-Intervall</translation>
    </message>
    <message>
        <source>All %1 images</source>
        <translation>Alle %1 Bilder</translation>
    </message>
    <message>
        <source>Perplexity</source>
        <translation>Perplexität</translation>
    </message>
    <message>
        <source>How many words the next one seems to be drawn from; less is better</source>
        <translation>Aus wie vielen Wörtern das nächste gezogen zu werden scheint; weniger ist besser</translation>
    </message>
    <message>
        <source>%1 exact</source>
        <translation>%1 genau</translation>
    </message>
    <message>
        <source>%1 (%2…%3)</source>
        <translation>%1 (%2…%3)</translation>
    </message>
    <message>
        <source>From %1 of %2 tokens, with 95 % confidence between %3 and %4</source>
        <translation>Aus %1 von %2 Tokens, mit 95 % Konfidenz zwischen %3 und %4</translation>
    </message>
    <message>
        <source>Against given</source>
        <translation>Gegen gegeben</translation>
    </message>
    <message>
        <source>What the file&apos;s own integers provision</source>
        <translation>Was die eigenen ganzen Zahlen der Datei vorhalten</translation>
    </message>
    <message>
        <source>What the file decides</source>
        <translation>Was die Datei bestimmt</translation>
    </message>
    <message>
        <source>As the file has it: %1. Bits, weight scale, quantizer and calibration are its own.</source>
        <translation>Wie in der Datei: %1. Bits, Gewichtsskala, Quantisierer und Kalibrierung sind ihre eigenen.</translation>
    </message>
    <message>
        <source>Weights are as the file has them: %1. What it keeps as floats, and data, are quantized as set.</source>
        <translation>Die Gewichte sind wie in der Datei: %1. Was sie als float enthält, und die Daten werden quantisiert wie eingestellt.</translation>
    </message>
    <message>
        <source>Agreement with float</source>
        <translation>Übereinstimmung mit Float</translation>
    </message>
    <message>
        <source>The images have no labels: share of those whose best class is that of the float network, and the signal-to-noise ratio of the outputs against its own</source>
        <translation>Die Bilder haben keine Labels: Anteil derer, deren beste Klasse die des Float-Netzes ist, und der Rauschabstand der Ausgaben zu den seinen</translation>
    </message>
    <message>
        <source>, %1 dB</source>
        <translation>, %1 dB</translation>
    </message>
    <message>
        <source>The data have no labels and the outputs are values: their signal-to-noise ratio against those of the float network</source>
        <translation>Die Daten haben keine Labels und die Ausgänge sind Werte: ihr Signal-Rausch-Verhältnis gegen die des Float-Netzes</translation>
    </message>
    <message>
        <source>SQNR of the outputs</source>
        <translation>SQNR der Ausgänge</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>From %1 of %2 samples</source>
        <translation>Aus %1 von %2 Proben</translation>
    </message>
    <message>
        <source>From %1 of %2 images</source>
        <translation>Aus %1 von %2 Bildern</translation>
    </message>
    <message>
        <source>The samples have no labels: share of those whose best class is that of the float network, and the signal-to-noise ratio of the outputs against its own</source>
        <translation>Die Proben haben keine Labels: Anteil derer, deren beste Klasse die des Float-Netzes ist, und der Rauschabstand der Ausgaben zu den seinen</translation>
    </message>
    <message>
        <source>Share of samples, or of their places, whose best class is the label</source>
        <translation>Anteil der Proben oder ihrer Stellen, deren beste Klasse das Label ist</translation>
    </message>
    <message>
        <source>Estimate from the first %1 of %2 samples, with its 95 % interval</source>
        <translation>Schätzung aus den ersten %1 von %2 Proben, mit ihrem 95-%-Intervall</translation>
    </message>
    <message>
        <source>All %1 samples</source>
        <translation>Alle %1 Proben</translation>
    </message>
</context>
<context>
    <name>termscope::ShapeMap</name>
    <message>
        <source>outputs stationary</source>
        <translation>Ausgaben stationär</translation>
    </message>
    <message>
        <source>weights stationary</source>
        <translation>Gewichte stationär</translation>
    </message>
    <message>
        <source>inputs stationary</source>
        <translation>Eingaben stationär</translation>
    </message>
    <message>
        <source>Cycles by rows, columns and dataflow</source>
        <translation>Takte nach Zeilen, Spalten und Datenfluss</translation>
    </message>
    <message>
        <source>%1×%2 cells, %3: %4 cycles</source>
        <translation>%1×%2 Zellen, %3: %4 Takte</translation>
    </message>
    <message>
        <source>Cycles of the network by array shape</source>
        <translation>Takte des Netzes nach der Form des Arrays</translation>
    </message>
    <message>
        <source>%1×%2 cells, which the map does not have</source>
        <translation>%1×%2 Zellen, die die Karte nicht hat</translation>
    </message>
    <message>
        <source>Array shapes</source>
        <translation>Array-Formen</translation>
    </message>
    <message>
        <source>Take the shape beside, above, below</source>
        <translation>Die Form daneben, darüber, darunter nehmen</translation>
    </message>
</context>
<context>
    <name>termscope::ShortcutDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Search shortcuts</source>
        <translation>Tastenkürzel suchen</translation>
    </message>
    <message>
        <source>A key or what it does</source>
        <translation>Eine Taste oder was sie tut</translation>
    </message>
    <message>
        <source>Shows only keys that have this in their name or in what they do</source>
        <translation>Zeigt nur Tasten, die dies in ihrem Namen haben oder in dem, was sie tun</translation>
    </message>
    <message>
        <source>Shortcuts by topic</source>
        <translation>Tastenkürzel nach Themen</translation>
    </message>
    <message>
        <source>Keys and what they do, by topic</source>
        <translation>Tasten und was sie tun, nach Themen</translation>
    </message>
    <message>
        <source>The keys of a topic work while what it names has the focus; those of menus work always.</source>
        <translation>Die Tasten eines Themas wirken, solange das Benannte den Fokus hat; die der Menüs wirken immer.</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>Was es tut</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Close the list (Esc)</source>
        <translation>Die Liste schließen (Esc)</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Go to the next control, to the one before</source>
        <translation>Zum nächsten Bedienelement gehen, zum vorigen</translation>
    </message>
    <message>
        <source>In a row of tabs: go to the tab beside it</source>
        <translation>In einer Reihe von Reitern: zum Reiter daneben gehen</translation>
    </message>
    <message>
        <source>Press the button, switch the option</source>
        <translation>Den Knopf drücken, die Option umschalten</translation>
    </message>
    <message>
        <source>Change the number, the slider, the choice; take the next row</source>
        <translation>Die Zahl, den Regler, die Auswahl ändern; die nächste Zeile nehmen</translation>
    </message>
    <message>
        <source>Open the menu of a view: its options, save and copy</source>
        <translation>Das Menü einer Ansicht öffnen: ihre Optionen, Speichern und Kopieren</translation>
    </message>
    <message>
        <source>Alt + underlined letter</source>
        <translation>Alt + unterstrichener Buchstabe</translation>
    </message>
    <message>
        <source>Go to the control, open the menu</source>
        <translation>Zum Bedienelement gehen, das Menü öffnen</translation>
    </message>
    <message>
        <source>While presenting</source>
        <translation>Beim Vortragen</translation>
    </message>
</context>
<context>
    <name>termscope::StepLengthPlot</name>
    <message>
        <source>Step lengths</source>
        <translation>Schrittlängen</translation>
    </message>
    <message>
        <source>Occupancy</source>
        <translation>Belegung</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>cycle</source>
        <translation>Takt</translation>
    </message>
    <message>
        <source>cycles</source>
        <translation>Takte</translation>
    </message>
    <message>
        <source>share of the array (%)</source>
        <translation>Anteil des Arrays (%)</translation>
    </message>
    <message>
        <source>No product is mapped.</source>
        <translation>Es ist kein Produkt abgebildet.</translation>
    </message>
    <message>
        <source>all folds</source>
        <translation>alle Durchgänge</translation>
    </message>
    <message>
        <source>Show the whole run in place of the TR array&apos;s fold under way.</source>
        <translation>Den ganzen Lauf statt des laufenden Durchgangs des TR-Arrays zeigen.</translation>
    </message>
    <message>
        <source>%1: with operands</source>
        <translation>%1: mit Operanden</translation>
    </message>
    <message>
        <source>%1: doing work</source>
        <translation>%1: arbeitend</translation>
    </message>
    <message>
        <source>%1: provisioned</source>
        <translation>%1: vorgehalten</translation>
    </message>
    <message>
        <source>%1: slowest cell</source>
        <translation>%1: langsamste Zelle</translation>
    </message>
    <message>
        <source>%1: mean</source>
        <translation>%1: Mittel</translation>
    </message>
    <message>
        <source>The first %1 of %2 steps.</source>
        <translation>Die ersten %1 von %2 Schritten.</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>TR&apos;s step %1</source>
        <translation>Schritt %1 von TR</translation>
    </message>
    <message>
        <source>Take the clock to the step</source>
        <translation>Die Uhr zu dem Schritt stellen</translation>
    </message>
</context>
<context>
    <name>termscope::StepPlayer</name>
    <message>
        <source>Back to the start</source>
        <translation>Zurück zum Anfang</translation>
    </message>
    <message>
        <source>Back to the start (Home)</source>
        <translation>Zurück zum Anfang (Pos1)</translation>
    </message>
    <message>
        <source>Step back</source>
        <translation>Schritt zurück</translation>
    </message>
    <message>
        <source>Step back (Left)</source>
        <translation>Schritt zurück (Links)</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Play or pause (Space)</source>
        <translation>Abspielen oder anhalten (Leertaste)</translation>
    </message>
    <message>
        <source>Step forward</source>
        <translation>Schritt vor</translation>
    </message>
    <message>
        <source>Step forward (Right)</source>
        <translation>Schritt vor (Rechts)</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Geschwindigkeit</translation>
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
        <translation>Pause</translation>
    </message>
    <message>
        <source>paused while you point</source>
        <translation>hält an, solange Sie zeigen</translation>
    </message>
    <message>
        <source>Drag to any step; Left and Right go one step</source>
        <translation>Ziehen Sie zu einem beliebigen Schritt; Links und Rechts gehen einen Schritt</translation>
    </message>
    <message>
        <source>Steps, on the slider or the picture</source>
        <translation>Schritte, auf dem Regler oder dem Bild</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>Abspielen oder anhalten</translation>
    </message>
    <message>
        <source>One step back, one on</source>
        <translation>Einen Schritt zurück, einen vor</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>Zum Ende</translation>
    </message>
</context>
<context>
    <name>termscope::StripController</name>
    <message>
        <source>no network</source>
        <translation>kein Netz</translation>
    </message>
    <message>
        <source>evaluating …</source>
        <translation>wird ausgewertet …</translation>
    </message>
    <message>
        <source>weights %1, data %2</source>
        <translation>Gewichte %1, Daten %2</translation>
    </message>
</context>
<context>
    <name>termscope::TermGrid</name>
    <message>
        <source>Term grid</source>
        <translation>Termraster</translation>
    </message>
    <message>
        <source>waterline at %1</source>
        <translation>Wasserlinie bei %1</translation>
    </message>
    <message>
        <source>nothing is kept</source>
        <translation>nichts wird behalten</translation>
    </message>
    <message>
        <source>%1 values, %2 of %3 terms kept, %4</source>
        <translation>%1 Werte, %2 von %3 Termen behalten, %4</translation>
    </message>
    <message>
        <source>Each row is a value, each column a power of two. A filled cell is a term that is kept, a dashed and struck one is dropped. Drag the waterline, or use the arrow keys, to change the budget k; with Shift they point at a cell.</source>
        <translation>Jede Zeile ist ein Wert, jede Spalte eine Zweierpotenz. Ein gefülltes Feld ist ein behaltener Term, ein gestricheltes und durchgestrichenes ein weggelassener. Ziehen Sie die Wasserlinie oder benutzen Sie die Pfeiltasten, um das Budget k zu ändern; mit der Umschalttaste zeigen sie auf ein Feld.</translation>
    </message>
    <message>
        <source>%1 of %2 terms kept</source>
        <translation>%1 von %2 Termen behalten</translation>
    </message>
    <message>
        <source>%1, waterline at %2</source>
        <translation>%1, Wasserlinie bei %2</translation>
    </message>
    <message>
        <source>%1: values by exponents</source>
        <translation>%1: Werte nach Exponenten</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1, kept</source>
        <translation>%1, behalten</translation>
    </message>
    <message>
        <source>%1, dropped</source>
        <translation>%1, weggelassen</translation>
    </message>
    <message>
        <source>%1[%2], %3: %4</source>
        <translation>%1[%2], %3: %4</translation>
    </message>
    <message>
        <source>Grids of terms</source>
        <translation>Termraster</translation>
    </message>
    <message>
        <source>Keep lit what is pointed at, or let it go</source>
        <translation>Hervorgehoben lassen, worauf gezeigt wird, oder loslassen</translation>
    </message>
    <message>
        <source>Point at nothing</source>
        <translation>Auf nichts zeigen</translation>
    </message>
    <message>
        <source>Point at another value, at another exponent</source>
        <translation>Auf einen anderen Wert, einen anderen Exponenten zeigen</translation>
    </message>
    <message>
        <source>One term more, one less</source>
        <translation>Ein Term mehr, einer weniger</translation>
    </message>
    <message>
        <source>On to the next exponent, back to the one before</source>
        <translation>Weiter zum nächsten Exponenten, zurück zum vorigen</translation>
    </message>
    <message>
        <source>The smallest budget</source>
        <translation>Das kleinste Budget</translation>
    </message>
    <message>
        <source>Keep all terms</source>
        <translation>Alle Terme behalten</translation>
    </message>
</context>
<context>
    <name>termscope::TermHistogramPlot</name>
    <message>
        <source>%1 % of values need ≤ %2 %3 (%4)</source>
        <translation>%1 % der Werte brauchen ≤ %2 %3 (%4)</translation>
    </message>
    <message>
        <source>term</source>
        <translation>Term</translation>
    </message>
    <message>
        <source>terms</source>
        <translation>Terme</translation>
    </message>
    <message>
        <source>Terms per value</source>
        <translation>Terme je Wert</translation>
    </message>
    <message>
        <source>terms per value</source>
        <translation>Terme je Wert</translation>
    </message>
    <message>
        <source>share of values (%)</source>
        <translation>Anteil der Werte (%)</translation>
    </message>
    <message>
        <source>cumulative share (%)</source>
        <translation>kumulierter Anteil (%)</translation>
    </message>
    <message>
        <source>Choose a layer to see how many terms its values have.</source>
        <translation>Wählen Sie eine Schicht, um zu sehen, wie viele Terme ihre Werte haben.</translation>
    </message>
    <message>
        <source>revealed</source>
        <translation>aufgedeckt</translation>
    </message>
    <message>
        <source>HESE 2020</source>
        <translation>HESE 2020</translation>
    </message>
    <message>
        <source>Shows the encoding of the code published in 2020 as well.</source>
        <translation>Zeigt auch die Kodierung des 2020 veröffentlichten Programms.</translation>
    </message>
    <message>
        <source>%1, cumulative</source>
        <translation>%1, kumuliert</translation>
    </message>
    <message>
        <source>%1; mean %2. After revealing: mean %3.</source>
        <translation>%1; Mittel %2. Nach dem Aufdecken: Mittel %3.</translation>
    </message>
    <message>
        <source>1 term</source>
        <translation>1 Term</translation>
    </message>
    <message>
        <source>%1 terms</source>
        <translation>%1 Terme</translation>
    </message>
    <message>
        <source>
%1: %2 %, up to here %3 %</source>
        <translation>
%1: %2 %, bis hier %3 %</translation>
    </message>
</context>
<context>
    <name>termscope::TermPicker</name>
    <message>
        <source>2 to the power of %1, which is %2: nothing, plus, minus</source>
        <translation>2 hoch %1, also %2: nichts, plus, minus</translation>
    </message>
    <message>
        <source>%1: not taken</source>
        <translation>%1: nicht genommen</translation>
    </message>
    <message>
        <source>plus %1</source>
        <translation>plus %1</translation>
    </message>
    <message>
        <source>minus %1</source>
        <translation>minus %1</translation>
    </message>
    <message numerus="yes">
        <source>%n term(s): %1 = %2</source>
        <translation>
            <numerusform>%n Term: %1 = %2</numerusform>
            <numerusform>%n Terme: %1 = %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>termscope::TermsPage</name>
    <message>
        <source>Weights of the group</source>
        <translation>Gewichte der Gruppe</translation>
    </message>
    <message>
        <source>Activations that meet them</source>
        <translation>Aktivierungen, auf die sie treffen</translation>
    </message>
    <message>
        <source>Term &amp;pairs of the dot product</source>
        <translation>Term&amp;paare des Skalarprodukts</translation>
    </message>
    <message>
        <source>P&amp;airs of all the layer&apos;s dot products</source>
        <translation>Paare aller S&amp;kalarprodukte der Schicht</translation>
    </message>
    <message>
        <source>Terms of a group of weights</source>
        <translation>Terme einer Gruppe von Gewichten</translation>
    </message>
    <message>
        <source>Terms of the activations</source>
        <translation>Terme der Aktivierungen</translation>
    </message>
    <message>
        <source>No activations: the first token of a text has nothing before it.</source>
        <translation>Keine Aktivierungen: Das erste Token eines Textes hat nichts vor sich.</translation>
    </message>
    <message>
        <source>Computing the activations …</source>
        <translation>Die Aktivierungen werden berechnet …</translation>
    </message>
    <message>
        <source>Counting …</source>
        <translation>Wird gezählt …</translation>
    </message>
    <message>
        <source>Every activation keeps all its terms. Scale %1.</source>
        <translation>Jede Aktivierung behält alle ihre Terme. Skalierung %1.</translation>
    </message>
    <message>
        <source>Every activation keeps its s = %1 largest terms. Scale %2.</source>
        <translation>Jede Aktivierung behält ihre s = %1 größten Terme. Skalierung %2.</translation>
    </message>
    <message>
        <source>This layer runs in float32 by its own settings. Shown is what %1-bit quantization would make of it: %2 terms.</source>
        <translation>Diese Schicht läuft nach ihren eigenen Einstellungen in float32. Gezeigt wird, was %1-Bit-Quantisierung daraus machen würde: %2 Terme.</translation>
    </message>
    <message>
        <source>This layer stays at plain quantization by its own settings: all %1 terms are kept.</source>
        <translation>Diese Schicht bleibt nach ihren eigenen Einstellungen bei einfacher Quantisierung: Alle %1 Terme werden behalten.</translation>
    </message>
    <message>
        <source>This layer stays at plain quantization: all %1 terms are kept. Revealed are neither the first convolution, nor depthwise ones, nor layers with fewer than g = %2 inputs.</source>
        <translation>Diese Schicht bleibt bei einfacher Quantisierung: Alle %1 Terme werden behalten. Nicht aufgedeckt werden die erste Faltung, tiefenweise Faltungen und Schichten mit weniger als g = %2 Eingängen.</translation>
    </message>
    <message>
        <source>nothing shows</source>
        <translation>nichts schaut heraus</translation>
    </message>
    <message>
        <source>Budget k = %1: %2 of %3 terms kept, %4 dropped, %5. Drag the waterline to change k.</source>
        <translation>Budget k = %1: %2 von %3 Termen behalten, %4 weggelassen, %5. Ziehen Sie die Wasserlinie, um k zu ändern.</translation>
    </message>
    <message>
        <source>HE&amp;SE step by step</source>
        <translation>HES&amp;E Schritt für Schritt</translation>
    </message>
    <message>
        <source> Stored as %1, zero point %2.</source>
        <translation> Gespeichert als %1, Nullpunkt %2.</translation>
    </message>
    <message>
        <source> Groups are cut at the borders of blocks of %1.</source>
        <translation> Gruppen enden an den Grenzen von Blöcken aus %1.</translation>
    </message>
    <message>
        <source>This layer runs on the file&apos;s own integers and is not revealed: all %1 terms are kept.</source>
        <translation>Diese Schicht läuft auf den Zahlen der Datei und wird nicht aufgedeckt: Alle %1 Terme bleiben.</translation>
    </message>
    <message>
        <source>waterline at %1</source>
        <translation>Wasserlinie bei %1</translation>
    </message>
    <message>
        <source>A product of two activations: no sample is known that it could be shown for.</source>
        <translation>Ein Produkt zweier Aktivierungen: Es ist kein Beispiel bekannt, an dem es zu zeigen wäre.</translation>
    </message>
    <message>
        <source>Key %1 of head %2 stays in the array; x is the last query.</source>
        <translation>Key %1 von Kopf %2 bleibt im Array; x ist die letzte Query.</translation>
    </message>
    <message>
        <source>Column %1 of the values of head %2 stays in the array; x is the last row of scores.</source>
        <translation>Spalte %1 der Values von Kopf %2 bleibt im Array; x ist die letzte Zeile der Scores.</translation>
    </message>
    <message>
        <source>Column %1 of product %2 stays in the array; x is the last row that meets it.</source>
        <translation>Spalte %1 von Produkt %2 bleibt im Array; x ist die letzte Zeile, die ihr begegnet.</translation>
    </message>
    <message>
        <source>It runs in float32; shown is what quantization would make of it. The setting “Attention” reveals it.</source>
        <translation>Es läuft in float32; gezeigt ist, was Quantisierung daraus machte. Die Einstellung „Attention“ deckt es auf.</translation>
    </message>
    <message>
        <source>All its terms are kept.</source>
        <translation>Alle seine Terme bleiben.</translation>
    </message>
</context>
<context>
    <name>termscope::TextDialog</name>
    <message>
        <source>Open text</source>
        <translation>Text öffnen</translation>
    </message>
    <message>
        <source>&amp;Text</source>
        <translation>&amp;Text</translation>
    </message>
    <message>
        <source>Tokens between blanks, or their numbers (an npz or npy file too); gzipped or not</source>
        <translation>Tokens zwischen Leerzeichen oder ihre Nummern (auch eine npz- oder npy-Datei); mit gzip gepackt oder nicht</translation>
    </message>
    <message>
        <source>&amp;Vocabulary</source>
        <translation>&amp;Wortschatz</translation>
    </message>
    <message>
        <source>The tokens the network knows, one a line, number 0 first</source>
        <translation>Die Tokens, die das Netz kennt, eines je Zeile, Nummer 0 zuerst</translation>
    </message>
    <message>
        <source>Open vocabulary</source>
        <translation>Wortschatz öffnen</translation>
    </message>
    <message>
        <source>none: the example&apos;s, or tokens numbered as they appear</source>
        <translation>keiner: der des Beispiels, oder Tokens in der Reihenfolge ihres Auftretens nummeriert</translation>
    </message>
    <message>
        <source>Parts of equal length that the text is cut into, read side by side, each from a state of zeros</source>
        <translation>Gleich lange Teile, in die der Text geschnitten wird; sie werden nebeneinander gelesen, jeder ab einem Zustand von null</translation>
    </message>
    <message>
        <source>&amp;Streams</source>
        <translation>St&amp;röme</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>automatisch</translation>
    </message>
    <message>
        <source>time first: [time, streams]</source>
        <translation>Zeit zuerst: [Zeit, Ströme]</translation>
    </message>
    <message>
        <source>streams first: [streams, time]</source>
        <translation>Ströme zuerst: [Ströme, Zeit]</translation>
    </message>
    <message>
        <source>How the network takes its tokens</source>
        <translation>Wie das Netz seine Tokens erwartet</translation>
    </message>
    <message>
        <source>Token &amp;order</source>
        <translation>&amp;Ordnung der Tokens</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Tokens that are evaluated, the first ones of every stream</source>
        <translation>Tokens, die ausgewertet werden, die ersten jedes Stroms</translation>
    </message>
    <message>
        <source>&amp;Evaluate tokens</source>
        <translation>Tokens &amp;auswerten</translation>
    </message>
    <message>
        <source>Browse …</source>
        <translation>Durchsuchen …</translation>
    </message>
    <message>
        <source>Text (*.txt *.gz *.tokens *.npz *.npy);;All files (*)</source>
        <translation>Text (*.txt *.gz *.tokens *.npz *.npy);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>&amp;Window</source>
        <translation>&amp;Fenster</translation>
    </message>
    <message>
        <source>Tokens of a stream that are read at a time. A network without states, as decoders of transformers are, sees no others before them.</source>
        <translation>Tokens eines Stroms, die auf einmal gelesen werden. Ein Netz ohne Zustand, wie es Decoder von Transformern sind, sieht davor keine anderen.</translation>
    </message>
</context>
<context>
    <name>termscope::TextStrip</name>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Open a text to see it here (File &gt; Open text).</source>
        <translation>Öffnen Sie einen Text, um ihn hier zu sehen (Datei &gt; Text öffnen).</translation>
    </message>
    <message>
        <source>Click a word to see what is expected in its place.</source>
        <translation>Klicken Sie ein Wort an, um zu sehen, was an seiner Stelle erwartet wird.</translation>
    </message>
    <message>
        <source>Place in the text</source>
        <translation>Stelle im Text</translation>
    </message>
    <message>
        <source>Number of the token</source>
        <translation>Nummer des Tokens</translation>
    </message>
    <message>
        <source>P&amp;redict token</source>
        <translation>Token &amp;vorhersagen</translation>
    </message>
    <message>
        <source> of 1…%1</source>
        <translation> von 1…%1</translation>
    </message>
    <message>
        <source>Drag through the text</source>
        <translation>Durch den Text ziehen</translation>
    </message>
    <message>
        <source>The token that is predicted from those before it</source>
        <translation>Das Token, das aus denen davor vorhergesagt wird</translation>
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
        <translation>Durchgänge</translation>
    </message>
    <message>
        <source>%1: cycles</source>
        <translation>%1: Takte</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>Verhältnis</translation>
    </message>
    <message>
        <source>Mapping %</source>
        <translation>Abbildung %</translation>
    </message>
    <message>
        <source>SRAM reads</source>
        <translation>SRAM-Lesen</translation>
    </message>
    <message>
        <source>SRAM writes</source>
        <translation>SRAM-Schreiben</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Cycles of every layer</source>
        <translation>Takte jeder Schicht</translation>
    </message>
    <message>
        <source>Copy selected rows</source>
        <translation>Gewählte Zeilen kopieren</translation>
    </message>
    <message>
        <source>Return races the layer, Ctrl+C copies the selected rows</source>
        <translation>Die Eingabetaste startet das Rennen der Schicht, Strg+C kopiert die gewählten Zeilen</translation>
    </message>
    <message>
        <source>So&amp;rt by</source>
        <translation>&amp;Ordnen nach</translation>
    </message>
    <message>
        <source>%1: used %</source>
        <translation>%1: genutzt %</translation>
    </message>
</context>
<context>
    <name>termscope::Typesetter</name>
    <message>
        <source>Answer: %1</source>
        <translation>Antwort: %1</translation>
    </message>
    <message>
        <source>Write + or − below the powers that you take.</source>
        <translation>Schreiben Sie + oder − unter die Potenzen, die Sie nehmen.</translation>
    </message>
</context>
<context>
    <name>termscope::UnitCostEditor</name>
    <message>
        <source>Unit cost</source>
        <translation>Einheitskosten</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
    <message>
        <source>Unit costs of the energy model</source>
        <translation>Einheitskosten des Energiemodells</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen …</translation>
    </message>
    <message>
        <source>Unit costs from a JSON file</source>
        <translation>Einheitskosten aus einer JSON-Datei</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>These unit costs as a JSON file; the command line&apos;s --costs takes it</source>
        <translation>Diese Einheitskosten als JSON-Datei; die Option --costs der Befehlszeile nimmt sie</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>The unit costs that TermScope brings along</source>
        <translation>Die Einheitskosten, die TermScope mitbringt</translation>
    </message>
    <message>
        <source>Edited by the user</source>
        <translation>Vom Benutzer geändert</translation>
    </message>
    <message>
        <source>%1: expected a number from 0 to 10^12; the value stays as it was.</source>
        <translation>%1: Erwartet wird eine Zahl von 0 bis 10^12; der Wert bleibt, wie er war.</translation>
    </message>
    <message>
        <source>Unit costs (*.json)</source>
        <translation>Einheitskosten (*.json)</translation>
    </message>
    <message>
        <source>Save unit costs</source>
        <translation>Einheitskosten speichern</translation>
    </message>
    <message>
        <source>Open unit costs</source>
        <translation>Einheitskosten öffnen</translation>
    </message>
    <message>
        <source>F2 edits the value</source>
        <translation>F2 ändert den Wert</translation>
    </message>
</context>
<context>
    <name>termscope::ViewWriter</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Open this view in TermScope</source>
        <translation>Diese Ansicht in TermScope öffnen</translation>
    </message>
    <message>
        <source>Term pairs per multiply-accumulate, and what the network still does</source>
        <translation>Termpaare je Multiplikation mit Addition, und was das Netz noch leistet</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>The data of “%1”</source>
        <translation>Die Daten von „%1“</translation>
    </message>
    <message>
        <source>The first %1 of %2 rows; “Save data” in the menu of the view writes all of them.</source>
        <translation>Die ersten %1 von %2 Zeilen; „Daten speichern“ im Menü der Ansicht schreibt alle.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Symbol</source>
        <translation>Symbol</translation>
    </message>
    <message>
        <source>Layer %1</source>
        <translation>Schicht %1</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>embedded example: %1</source>
        <translation>mitgeliefertes Beispiel: %1</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>The method: </source>
        <translation>Die Methode: </translation>
    </message>
</context>
<context>
    <name>termscope::WeightHistogramPlot</name>
    <message>
        <source>Weights before and after</source>
        <translation>Gewichte vorher und nachher</translation>
    </message>
    <message>
        <source>weight value</source>
        <translation>Gewichtswert</translation>
    </message>
    <message>
        <source>share of weights (%)</source>
        <translation>Anteil der Gewichte (%)</translation>
    </message>
    <message>
        <source>Choose a layer to see how its weights are distributed.</source>
        <translation>Wählen Sie eine Schicht, um zu sehen, wie ihre Gewichte verteilt sind.</translation>
    </message>
    <message>
        <source>float</source>
        <translation>float</translation>
    </message>
    <message>
        <source>quantized</source>
        <translation>quantisiert</translation>
    </message>
    <message>
        <source>revealed</source>
        <translation>aufgedeckt</translation>
    </message>
    <message>
        <source>log y</source>
        <translation>log y</translation>
    </message>
    <message>
        <source>Logarithmic share axis: rare weights show.</source>
        <translation>Logarithmische Anteilsachse: Seltene Gewichte werden sichtbar.</translation>
    </message>
    <message>
        <source>%1 … %2</source>
        <translation>%1 … %2</translation>
    </message>
    <message>
        <source>all weights</source>
        <translation>alle Gewichte</translation>
    </message>
    <message>
        <source>Shows the axis up to the largest weight, not only to where most of them are.</source>
        <translation>Zeigt die Achse bis zum größten Gewicht, nicht nur bis dahin, wo die meisten sind.</translation>
    </message>
    <message>
        <source>in the file</source>
        <translation>in der Datei</translation>
    </message>
    <message>
        <source>its integers</source>
        <translation>ihre Zahlen</translation>
    </message>
    <message>
        <source>%1 of %2 weights lie beyond, up to ±%3.</source>
        <translation>%1 von %2 Gewichten liegen jenseits davon, bis ±%3.</translation>
    </message>
    <message>
        <source>Left out: %1 that are not a number, %2 infinite.</source>
        <translation>Weggelassen: %1, die keine Zahl sind, %2 unendliche.</translation>
    </message>
    <message>
        <source>largest integers: ±%1 to ±%2</source>
        <translation>größte ganze Zahlen: ±%1 bis ±%2</translation>
    </message>
    <message>
        <source>largest integer: ±%1</source>
        <translation>größte ganze Zahl: ±%1</translation>
    </message>
</context>
<context>
    <name>termscope::WeightMapPlot</name>
    <message>
        <source>Move the cursor from cell to cell</source>
        <translation>Den Cursor von Zelle zu Zelle bewegen</translation>
    </message>
    <message>
        <source>Show less, show more</source>
        <translation>Weniger zeigen, mehr zeigen</translation>
    </message>
    <message>
        <source>Show everything again</source>
        <translation>Wieder alles zeigen</translation>
    </message>
    <message>
        <source>Put the cursor away</source>
        <translation>Den Cursor ausblenden</translation>
    </message>
    <message>
        <source>Map of the weights</source>
        <translation>Karte der Gewichte</translation>
    </message>
    <message>
        <source>input</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>output and kernel position</source>
        <translation>Ausgang und Kernposition</translation>
    </message>
    <message>
        <source>Choose a layer to see its weights as a picture.</source>
        <translation>Wählen Sie eine Schicht, um ihre Gewichte als Bild zu sehen.</translation>
    </message>
    <message>
        <source>A cell has %1 × %2 weights and shows the largest of them.</source>
        <translation>Eine Zelle hat %1 × %2 Gewichte und zeigt das größte davon.</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>row %1, input %2: %3</source>
        <translation>Zeile %1, Eingang %2: %3</translation>
    </message>
</context>
<context>
    <name>termscope::WeightsPage</name>
    <message>
        <source>∞ dB (no error)</source>
        <translation>∞ dB (kein Fehler)</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>Quantization errors of the layer</source>
        <translation>Quantisierungsfehler der Schicht</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>The layers of the network that have weights. Choose one to see its weights below.</source>
        <translation>Die Schichten des Netzes, die Gewichte haben. Wählen Sie eine, um unten ihre Gewichte zu sehen.</translation>
    </message>
    <message>
        <source>%1 layers</source>
        <translation>%1 Schichten</translation>
    </message>
    <message>
        <source>SQNR %1, mean absolute error %2</source>
        <translation>SQNR %1, mittlerer absoluter Fehler %2</translation>
    </message>
    <message>
        <source>&lt;b&gt;Revealed&lt;/b&gt; (k = %1 of every g = %2): %3. %4 of %5 terms kept (%6 %).</source>
        <translation>&lt;b&gt;Aufgedeckt&lt;/b&gt; (k = %1 von je g = %2): %3. %4 von %5 Termen behalten (%6 %).</translation>
    </message>
    <message>
        <source>&lt;b&gt;Runs in float32&lt;/b&gt; by its own settings.</source>
        <translation>&lt;b&gt;Läuft in float32&lt;/b&gt; nach eigenen Einstellungen.</translation>
    </message>
    <message>
        <source>&lt;b&gt;Not revealed&lt;/b&gt;: the layer stays at plain quantization.</source>
        <translation>&lt;b&gt;Nicht aufgedeckt&lt;/b&gt;: Die Schicht bleibt bei einfacher Quantisierung.</translation>
    </message>
    <message>
        <source>&lt;b&gt;Not revealed&lt;/b&gt;: first and depthwise convolutions and layers with fewer than g = %1 inputs stay at plain quantization.</source>
        <translation>&lt;b&gt;Nicht aufgedeckt&lt;/b&gt;: Erste und tiefenweise Faltungen und Schichten mit weniger als g = %1 Eingängen bleiben bei einfacher Quantisierung.</translation>
    </message>
    <message>
        <source>&lt;b&gt;Quantized&lt;/b&gt; to %1 bits: %2. %3</source>
        <translation>&lt;b&gt;Quantisiert&lt;/b&gt; auf %1 Bits: %2. %3</translation>
    </message>
    <message>
        <source>Layers with weights; choose one or several</source>
        <translation>Schichten mit Gewichten; wählen Sie eine oder mehrere</translation>
    </message>
    <message>
        <source>&lt;b&gt;As the file has it&lt;/b&gt;: %1. %2</source>
        <translation>&lt;b&gt;Wie in der Datei&lt;/b&gt;: %1. %2</translation>
    </message>
    <message>
        <source>&lt;b&gt;Not revealed&lt;/b&gt;: it runs on these integers.</source>
        <translation>&lt;b&gt;Nicht aufgedeckt&lt;/b&gt;: Sie läuft auf diesen Zahlen.</translation>
    </message>
    <message>
        <source>Pictures of the weights</source>
        <translation>Bilder der Gewichte</translation>
    </message>
    <message>
        <source>&amp;Distribution</source>
        <translation>&amp;Verteilung</translation>
    </message>
    <message>
        <source>O&amp;utputs</source>
        <translation>A&amp;usgänge</translation>
    </message>
    <message>
        <source>&amp;Map</source>
        <translation>&amp;Karte</translation>
    </message>
    <message>
        <source>&amp;All layers</source>
        <translation>&amp;Alle Schichten</translation>
    </message>
    <message>
        <source>Layers whose name contains</source>
        <translation>Schichten, deren Name enthält</translation>
    </message>
    <message>
        <source>part of a name</source>
        <translation>Teil eines Namens</translation>
    </message>
    <message>
        <source>Shows only layers with this in their name</source>
        <translation>Zeigt nur Schichten mit diesem Namensteil</translation>
    </message>
    <message>
        <source>Layers of the kind</source>
        <translation>Schichten der Art</translation>
    </message>
    <message>
        <source>Shows only layers of this kind</source>
        <translation>Zeigt nur Schichten dieser Art</translation>
    </message>
    <message>
        <source>Order and columns</source>
        <translation>Ordnung und Spalten</translation>
    </message>
    <message>
        <source>What the list is sorted by, and which columns it has; a click on a column&apos;s title sorts, too</source>
        <translation>Wonach die Liste geordnet ist, und welche Spalten sie hat; ein Klick auf den Titel einer Spalte ordnet auch</translation>
    </message>
    <message>
        <source>So&amp;rt by</source>
        <translation>O&amp;rdnen nach</translation>
    </message>
    <message>
        <source>Sho&amp;w</source>
        <translation>&amp;Zeigen</translation>
    </message>
    <message>
        <source>all kinds</source>
        <translation>alle Arten</translation>
    </message>
    <message>
        <source>&lt;b&gt;Cannot be quantized&lt;/b&gt;: %1 of its weights are not a number, %2 are infinite.</source>
        <translation>&lt;b&gt;Nicht quantisierbar&lt;/b&gt;: %1 ihrer Gewichte sind keine Zahl, %2 sind unendlich.</translation>
    </message>
    <message>
        <source>&lt;b&gt;A product of two activations&lt;/b&gt;: it has no weights. What stays in the array is known when the network runs; the page of terms shows it for a sample.</source>
        <translation>&lt;b&gt;Ein Produkt zweier Aktivierungen&lt;/b&gt;: Es hat keine Gewichte. Was im Array bleibt, ist bekannt, wenn das Netz läuft; die Seite der Terme zeigt es für ein Beispiel.</translation>
    </message>
</context>
<context>
    <name>termscope::WelcomePage</name>
    <message>
        <source>&lt;h1&gt;TermScope&lt;/h1&gt;&lt;p&gt;Every weight is a sum of signed powers of two: 27 = 2&lt;sup&gt;5&lt;/sup&gt; − 2&lt;sup&gt;2&lt;/sup&gt; − 2&lt;sup&gt;0&lt;/sup&gt;. Term Revealing keeps the largest terms of each group of weights and drops the rest. Open a trained network, drag the term budget, and see what becomes of weights, accuracy, work and hardware.&lt;/p&gt;</source>
        <translation>&lt;h1&gt;TermScope&lt;/h1&gt;&lt;p&gt;Jedes Gewicht ist eine Summe vorzeichenbehafteter Zweierpotenzen: 27 = 2&lt;sup&gt;5&lt;/sup&gt; − 2&lt;sup&gt;2&lt;/sup&gt; − 2&lt;sup&gt;0&lt;/sup&gt;. Term Revealing behält die größten Terme jeder Gruppe von Gewichten und lässt die übrigen weg. Öffnen Sie ein trainiertes Netz, ziehen Sie das Termbudget und sehen Sie, was aus Gewichten, Genauigkeit, Aufwand und Hardware wird.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Show this page at the &amp;start</source>
        <translation>Diese Seite beim &amp;Start zeigen</translation>
    </message>
    <message>
        <source>Otherwise the program begins with the weights of the first example</source>
        <translation>Sonst beginnt das Programm mit den Gewichten des ersten Beispiels</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weitergehen</translation>
    </message>
    <message>
        <source>Open a network …</source>
        <translation>Netz öffnen …</translation>
    </message>
    <message>
        <source>Open images …</source>
        <translation>Bilder öffnen …</translation>
    </message>
    <message>
        <source>IDX, CIFAR or npz, with labels</source>
        <translation>IDX, CIFAR oder npz, mit Labels</translation>
    </message>
    <message>
        <source>Open an image folder …</source>
        <translation>Bilderordner öffnen …</translation>
    </message>
    <message>
        <source>JPEG and PNG, a folder for each class</source>
        <translation>JPEG und PNG, ein Ordner je Klasse</translation>
    </message>
    <message>
        <source>Open a text …</source>
        <translation>Text öffnen …</translation>
    </message>
    <message>
        <source>Words for a language model</source>
        <translation>Wörter für ein Sprachmodell</translation>
    </message>
    <message>
        <source>Open a session …</source>
        <translation>Sitzung öffnen …</translation>
    </message>
    <message>
        <source>Settings, view and files saved before</source>
        <translation>Früher gespeicherte Einstellungen, Ansicht und Dateien</translation>
    </message>
    <message>
        <source>Files and termscope: links can be dropped anywhere on the window.</source>
        <translation>Dateien und termscope:-Links können überall auf das Fenster gezogen werden.</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>Zuletzt geöffnete Dateien</translation>
    </message>
    <message>
        <source>Lessons</source>
        <translation>Lektionen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>✓ done</source>
        <translation>✓ erledigt</translation>
    </message>
    <message numerus="yes">
        <source>%n steps</source>
        <translation>
            <numerusform>%n Schritt</numerusform>
            <numerusform>%n Schritte</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 steps done</source>
        <translation>%1 von %2 Schritten erledigt</translation>
    </message>
    <message>
        <source>%1 minutes · %2</source>
        <translation>%1 Minuten · %2</translation>
    </message>
    <message>
        <source>None yet.</source>
        <translation>Noch keine.</translation>
    </message>
</context>
<context>
    <name>termscope::WindowCommands</name>
    <message>
        <source>Pa&amp;nes</source>
        <translation>&amp;Bereiche</translation>
    </message>
    <message>
        <source>&amp;Find a command …</source>
        <translation>Befehl &amp;finden …</translation>
    </message>
    <message>
        <source>Everything that can be done, by a part of its name</source>
        <translation>Alles, was man tun kann, über einen Teil seines Namens</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>All keys and what they do</source>
        <translation>Alle Tasten und was sie tun</translation>
    </message>
    <message>
        <source>&amp;What&apos;s this?</source>
        <translation>&amp;Was ist das?</translation>
    </message>
    <message>
        <source>Then click what you want to know more about</source>
        <translation>Klicken Sie dann an, worüber Sie mehr wissen möchten</translation>
    </message>
    <message>
        <source>User &amp;guide</source>
        <translation>Hand&amp;buch</translation>
    </message>
    <message>
        <source>A page for each page of the window, and all definitions; built in</source>
        <translation>Eine Seite für jede Seite des Fensters, und alle Definitionen; eingebaut</translation>
    </message>
</context>
<context>
    <name>termscope::Workbench</name>
    <message>
        <source>%1: computing this view needs more memory than there is.</source>
        <translation>%1: Diese Ansicht zu berechnen braucht mehr Speicher, als vorhanden ist.</translation>
    </message>
</context>
<context>
    <name>termscope::CurveBar</name>
    <message>
        <source>Pin</source>
        <translation>Anheften</translation>
    </message>
    <message>
        <source>Keeps a curve while the settings change.</source>
        <translation>Behält eine Kurve, während sich die Einstellungen ändern.</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Which budgets and bits the curves have points at.</source>
        <translation>Bei welchen Budgets und Bits die Kurven Punkte haben.</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>Formate</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>The curve of &amp;TR</source>
        <translation>Die Kurve von &amp;TR</translation>
    </message>
    <message>
        <source>The curve of &amp;QT</source>
        <translation>Die Kurve von &amp;QT</translation>
    </message>
    <message>
        <source>TR at s = 1, 2, 3 and &amp;all</source>
        <translation>TR bei s = 1, 2, 3 und &amp;allen</translation>
    </message>
    <message>
        <source>TR at &amp;g = 4, 8, 16 and 32</source>
        <translation>TR bei &amp;g = 4, 8, 16 und 32</translation>
    </message>
    <message>
        <source>&amp;Remove all</source>
        <translation>Alle &amp;entfernen</translation>
    </message>
    <message>
        <source>Numbers with commas between them; empty: the usual ones.</source>
        <translation>Zahlen mit Kommas dazwischen; leer: die üblichen.</translation>
    </message>
    <message>
        <source>Budgets k of TR</source>
        <translation>Budgets k von TR</translation>
    </message>
    <message>
        <source>Bits of QT</source>
        <translation>Bits von QT</translation>
    </message>
    <message>
        <source>%1: name, colour, settings, remove</source>
        <translation>%1: Name, Farbe, Einstellungen, entfernen</translation>
    </message>
    <message>
        <source>Pinned curve %1</source>
        <translation>Angeheftete Kurve %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Return takes the name.</source>
        <translation>Die Eingabetaste übernimmt den Namen.</translation>
    </message>
    <message>
        <source>&amp;Colour</source>
        <translation>&amp;Farbe</translation>
    </message>
    <message>
        <source>Colour %1</source>
        <translation>Farbe %1</translation>
    </message>
    <message>
        <source>&amp;Set what it was made with</source>
        <translation>Ihre Einstellungen &amp;setzen</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Other number formats of weights, quantized without training, and machines that change no value, beside QT and TR.</source>
        <translation>Andere Zahlenformate der Gewichte, ohne Training quantisiert, und Maschinen, die keinen Wert ändern, neben QT und TR.</translation>
    </message>
    <message>
        <source>Axis</source>
        <translation>Achse</translation>
    </message>
    <message>
        <source>What the score is set against.</source>
        <translation>Worüber der Wert aufgetragen wird.</translation>
    </message>
    <message>
        <source>Number formats</source>
        <translation>Zahlenformate</translation>
    </message>
    <message>
        <source>Machines that change no value</source>
        <translation>Maschinen, die keinen Wert ändern</translation>
    </message>
    <message>
        <source>&amp;Data in the format too</source>
        <translation>&amp;Daten ebenfalls im Format</translation>
    </message>
    <message>
        <source>Data are written in the format of the weights as they run: MX, NVFP4 and FP8. The others are defined for weights alone, and their data stay integers of the data bits.</source>
        <translation>Die Daten werden im Lauf im Format der Gewichte geschrieben: MX, NVFP4 und FP8. Die anderen sind nur für Gewichte definiert; ihre Daten bleiben Ganzzahlen mit den Bits der Daten.</translation>
    </message>
    <message>
        <source>&amp;Provisioned pairs</source>
        <translation>&amp;Vorgehaltene Paare</translation>
    </message>
    <message>
        <source>&amp;Measured pairs</source>
        <translation>&amp;Gemessene Paare</translation>
    </message>
    <message>
        <source>&amp;Bits per weight</source>
        <translation>&amp;Bits je Gewicht</translation>
    </message>
    <message>
        <source>&amp;Size of all weights</source>
        <translation>G&amp;röße aller Gewichte</translation>
    </message>
    <message>
        <source>&amp;Cycles on the array of the Array page</source>
        <translation>&amp;Takte auf dem Array der Seite Array</translation>
    </message>
</context>
<context>
    <name>termscope::CurvePins</name>
    <message>
        <source>name of a curve</source>
        <translation>Name einer Kurve</translation>
    </message>
    <message>
        <source>colour of a curve</source>
        <translation>Farbe einer Kurve</translation>
    </message>
    <message>
        <source>remove all pinned curves</source>
        <translation>alle angehefteten Kurven entfernen</translation>
    </message>
    <message>
        <source>pin a curve</source>
        <translation>eine Kurve anheften</translation>
    </message>
    <message>
        <source>pin several curves</source>
        <translation>mehrere Kurven anheften</translation>
    </message>
    <message>
        <source>remove a pinned curve</source>
        <translation>eine angeheftete Kurve entfernen</translation>
    </message>
    <message>
        <source>number formats</source>
        <translation>Zahlenformate</translation>
    </message>
    <message>
        <source>data of number formats</source>
        <translation>Daten der Zahlenformate</translation>
    </message>
    <message>
        <source>settings of a pinned curve</source>
        <translation>Einstellungen einer angehefteten Kurve</translation>
    </message>
    <message>
        <source>points of the curves</source>
        <translation>Punkte der Kurven</translation>
    </message>
    <message>
        <source>cost lines</source>
        <translation>Kostenlinien</translation>
    </message>
</context>
<context>
    <name>termscope::ImageDetail</name>
    <message>
        <source>Likeliest classes</source>
        <translation>Wahrscheinlichste Klassen</translation>
    </message>
    <message>
        <source>The likeliest classes of the chosen image, in float and at the present setting.</source>
        <translation>Die wahrscheinlichsten Klassen des gewählten Bildes, in float und bei der jetzigen Einstellung.</translation>
    </message>
    <message>
        <source>Image %1: likeliest classes</source>
        <translation>Bild %1: wahrscheinlichste Klassen</translation>
    </message>
    <message>
        <source>image %1</source>
        <translation>Bild %1</translation>
    </message>
</context>
<context>
    <name>termscope::DrawDialog</name>
    <message>
        <source>&amp;Move to the middle</source>
        <translation>In die &amp;Mitte rücken</translation>
    </message>
    <message>
        <source>Draw an image</source>
        <translation>Ein Bild zeichnen</translation>
    </message>
    <message>
        <source>The likeliest classes</source>
        <translation>Die wahrscheinlichsten Klassen</translation>
    </message>
    <message>
        <source>Moves what is drawn so that the middle of its mass is the middle, as MNIST&apos;s digits are</source>
        <translation>Rückt das Gezeichnete so, dass sein Schwerpunkt in der Mitte liegt, wie bei den Ziffern von MNIST</translation>
    </message>
    <message>
        <source>&amp;Clear</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>&amp;Open a picture …</source>
        <translation>Bild ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>Bild öffnen</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg);;All files (*)</source>
        <translation>Bilder (*.png *.jpg *.jpeg);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Drawing needs a network of images and images that it takes.</source>
        <translation>Zum Zeichnen braucht es ein Netz für Bilder und Bilder, die es nimmt.</translation>
    </message>
    <message>
        <source>Draw in the black square: white on black, as the images are.</source>
        <translation>Zeichnen Sie in das schwarze Feld: weiß auf schwarz, wie die Bilder sind.</translation>
    </message>
    <message>
        <source>Float</source>
        <translation>Float</translation>
    </message>
    <message>
        <source>TR, k = %1, g = %2</source>
        <translation>TR, k = %1, g = %2</translation>
    </message>
    <message>
        <source>%1: %2 %</source>
        <translation>%1: %2 %</translation>
    </message>
    <message>
        <source>Both take it for &lt;b&gt;%1&lt;/b&gt;.</source>
        <translation>Beide halten es für &lt;b&gt;%1&lt;/b&gt;.</translation>
    </message>
    <message>
        <source>Float takes it for &lt;b&gt;%1&lt;/b&gt;, TR for &lt;b&gt;%2&lt;/b&gt;: this setting flips it.</source>
        <translation>Float hält es für &lt;b&gt;%1&lt;/b&gt;, TR für &lt;b&gt;%2&lt;/b&gt;: Diese Einstellung kippt es.</translation>
    </message>
</context>
<context>
    <name>termscope::DrawingPad</name>
    <message>
        <source>Picture to draw on</source>
        <translation>Bild zum Zeichnen</translation>
    </message>
    <message>
        <source>Arrow keys move the pen, Space draws, Delete clears</source>
        <translation>Pfeiltasten bewegen den Stift, Leertaste zeichnet, Entf löscht</translation>
    </message>
    <message>
        <source>Draw with the mouse; the right button erases. Arrow keys move the pen, Space draws, Delete clears.</source>
        <translation>Zeichnen Sie mit der Maus; die rechte Taste radiert. Pfeiltasten bewegen den Stift, Leertaste zeichnet, Entf löscht.</translation>
    </message>
</context>
<context>
    <name>termscope::ImagePreview</name>
    <message>
        <source>values %1 to %2, mean %3, spread %4</source>
        <translation>Werte %1 bis %2, Mittel %3, Streuung %4</translation>
    </message>
    <message>
        <source>The first images after preprocessing</source>
        <translation>Die ersten Bilder nach der Vorverarbeitung</translation>
    </message>
    <message>
        <source>%1 images of %2 classes</source>
        <translation>%1 Bilder aus %2 Klassen</translation>
    </message>
    <message>
        <source>%1 images without labels: agreement with the float network is shown in place of accuracy</source>
        <translation>%1 Bilder ohne Labels: Statt der Genauigkeit wird die Übereinstimmung mit dem Float-Netz gezeigt</translation>
    </message>
    <message>
        <source> They fit the network, which takes %1.</source>
        <translation> Sie passen zum Netz, das %1 nimmt.</translation>
    </message>
</context>
<context>
    <name>termscope::ImagesDialog</name>
    <message>
        <source>A label for each image: IDX, npz, or for a folder a text of lines &quot;picture label&quot;</source>
        <translation>Ein Label für jedes Bild: IDX, npz, oder für einen Ordner ein Text mit Zeilen „Bild Label“</translation>
    </message>
    <message>
        <source>those that come with the images</source>
        <translation>die bei den Bildern liegen</translation>
    </message>
    <message>
        <source>A line for each class, number 0 first</source>
        <translation>Eine Zeile für jede Klasse, Nummer 0 zuerst</translation>
    </message>
    <message>
        <source>those that come with the images, or numbers</source>
        <translation>die bei den Bildern liegen, sonst Nummern</translation>
    </message>
    <message>
        <source>&amp;Try presets</source>
        <translation>Vorgaben aus&amp;probieren</translation>
    </message>
    <message>
        <source>Open images</source>
        <translation>Bilder öffnen</translation>
    </message>
    <message>
        <source>Browse …</source>
        <translation>Durchsuchen …</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>IDX, npz, CIFAR, a picture, or a folder of JPEG and PNG</source>
        <translation>IDX, npz, CIFAR, ein Bild oder ein Ordner mit JPEG und PNG</translation>
    </message>
    <message>
        <source>those of the example</source>
        <translation>die des Beispiels</translation>
    </message>
    <message>
        <source>&amp;File …</source>
        <translation>&amp;Datei …</translation>
    </message>
    <message>
        <source>Folder …</source>
        <translation>Ordner …</translation>
    </message>
    <message>
        <source>Images (%1);;All files (*)</source>
        <translation>Bilder (%1);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open image folder</source>
        <translation>Bilderordner öffnen</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Images that are evaluated, the first ones</source>
        <translation>Bilder, die ausgewertet werden, die ersten</translation>
    </message>
    <message>
        <source>&amp;Images</source>
        <translation>&amp;Bilder</translation>
    </message>
    <message>
        <source>&amp;Labels</source>
        <translation>&amp;Labels</translation>
    </message>
    <message>
        <source>Open labels</source>
        <translation>Labels öffnen</translation>
    </message>
    <message>
        <source>Class &amp;names</source>
        <translation>Klassen&amp;namen</translation>
    </message>
    <message>
        <source>Open class names</source>
        <translation>Klassennamen öffnen</translation>
    </message>
    <message>
        <source>Eval&amp;uate</source>
        <translation>Aus&amp;werten</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>The float accuracy on the first %1 images under each preset</source>
        <translation>Die Float-Genauigkeit auf den ersten %1 Bildern mit jeder Vorgabe</translation>
    </message>
    <message>
        <source>Choose a file or a folder.</source>
        <translation>Wählen Sie eine Datei oder einen Ordner.</translation>
    </message>
</context>
<context>
    <name>termscope::NoticeBar</name>
    <message>
        <source>Open images …</source>
        <translation>Bilder öffnen …</translation>
    </message>
    <message>
        <source>Open a text …</source>
        <translation>Text öffnen …</translation>
    </message>
    <message>
        <source>Open a network …</source>
        <translation>Netz öffnen …</translation>
    </message>
    <message>
        <source>Open example</source>
        <translation>Beispiel öffnen</translation>
    </message>
    <message>
        <source>Try presets</source>
        <translation>Vorgaben ausprobieren</translation>
    </message>
    <message>
        <source>It is right</source>
        <translation>Es stimmt so</translation>
    </message>
    <message>
        <source>The float accuracy on the first %1 images under each preset</source>
        <translation>Die Float-Genauigkeit auf den ersten %1 Bildern mit jeder Vorgabe</translation>
    </message>
    <message>
        <source>Trying … %1 %</source>
        <translation>Probiere … %1 %</translation>
    </message>
    <message>
        <source>Float accuracy is %1 %, no better than guessing (%2 %).</source>
        <translation>Die Float-Genauigkeit ist %1 %, nicht besser als Raten (%2 %).</translation>
    </message>
    <message>
        <source>Float accuracy is %1 %, far below the %2 % that the outputs&apos; own confidence says.</source>
        <translation>Die Float-Genauigkeit ist %1 %, weit unter den %2 %, die die Sicherheit der Ausgaben erwarten lässt.</translation>
    </message>
    <message>
        <source>%1 The images may need another preprocessing than is set now (%2), or their classes other numbers.</source>
        <translation>%1 Die Bilder brauchen womöglich eine andere Vorverarbeitung als die eingestellte (%2) oder ihre Klassen andere Nummern.</translation>
    </message>
</context>
<context>
    <name>termscope::PreprocessingFields</name>
    <message>
        <source>as it is</source>
        <translation>wie sie ist</translation>
    </message>
    <message>
        <source>all of it</source>
        <translation>alles</translation>
    </message>
    <message>
        <source>as stored</source>
        <translation>wie gespeichert</translation>
    </message>
    <message>
        <source>colour: red, green, blue</source>
        <translation>farbig: Rot, Grün, Blau</translation>
    </message>
    <message>
        <source>colour: blue, green, red</source>
        <translation>farbig: Blau, Grün, Rot</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>grau</translation>
    </message>
    <message>
        <source>as the network takes it</source>
        <translation>wie das Netz sie nimmt</translation>
    </message>
    <message>
        <source>channel by channel (NCHW)</source>
        <translation>Kanal für Kanal (NCHW)</translation>
    </message>
    <message>
        <source>pixel by pixel (NHWC)</source>
        <translation>Pixel für Pixel (NHWC)</translation>
    </message>
    <message>
        <source>found out</source>
        <translation>wird ermittelt</translation>
    </message>
    <message>
        <source>channel by channel</source>
        <translation>Kanal für Kanal</translation>
    </message>
    <message>
        <source>pixel by pixel</source>
        <translation>Pixel für Pixel</translation>
    </message>
    <message>
        <source>One number, or those of red, green and blue</source>
        <translation>Eine Zahl oder die von Rot, Grün und Blau</translation>
    </message>
    <message>
        <source>The order in which an array of four axes holds the images</source>
        <translation>Die Reihenfolge, in der ein Feld mit vier Achsen die Bilder hält</translation>
    </message>
    <message>
        <source>What pixels of 0 to 255 are divided by</source>
        <translation>Wodurch Pixel von 0 bis 255 geteilt werden</translation>
    </message>
    <message>
        <source>&amp;Preprocessing</source>
        <translation>&amp;Vorverarbeitung</translation>
    </message>
    <message>
        <source>Shorter &amp;side to</source>
        <translation>Kürzere &amp;Seite auf</translation>
    </message>
    <message>
        <source>&amp;middle</source>
        <translation>&amp;Mitte</translation>
    </message>
    <message>
        <source>C&amp;hannels</source>
        <translation>&amp;Kanäle</translation>
    </message>
    <message>
        <source>&amp;divided by</source>
        <translation>&amp;geteilt durch</translation>
    </message>
    <message>
        <source>M&amp;ean</source>
        <translation>M&amp;ittelwert</translation>
    </message>
    <message>
        <source>de&amp;viation</source>
        <translation>St&amp;reuung</translation>
    </message>
    <message>
        <source>La&amp;yout</source>
        <translation>&amp;Anordnung</translation>
    </message>
    <message>
        <source>sto&amp;red</source>
        <translation>gespei&amp;chert</translation>
    </message>
</context>
<context>
    <name>termscope::TrialList</name>
    <message>
        <source>Presets of preprocessing with the float accuracy that each gives</source>
        <translation>Vorgaben der Vorverarbeitung mit der Float-Genauigkeit, die jede ergibt</translation>
    </message>
    <message>
        <source>Preprocessing</source>
        <translation>Vorverarbeitung</translation>
    </message>
    <message>
        <source>Float accuracy</source>
        <translation>Float-Genauigkeit</translation>
    </message>
    <message>
        <source>%1 % of %2</source>
        <translation>%1 % von %2</translation>
    </message>
    <message>
        <source>does not fit</source>
        <translation>passt nicht</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>Diese nehmen</translation>
    </message>
</context>
<context>
    <name>termscope::FigureTable</name>
    <message>
        <source>Return takes the row, Ctrl+C copies the selected rows</source>
        <translation>Eingabe nimmt die Zeile, Strg+C kopiert die ausgewählten Zeilen</translation>
    </message>
    <message>
        <source>Copy selected rows</source>
        <translation>Gewählte Zeilen kopieren</translation>
    </message>
    <message>
        <source>So&amp;rt by</source>
        <translation>So&amp;rtieren nach</translation>
    </message>
</context>
<context>
    <name>termscope::LayerBars</name>
    <message>
        <source>Layer by layer</source>
        <translation>Schicht für Schicht</translation>
    </message>
    <message>
        <source>estimated so far</source>
        <translation>bisher geschätzt</translation>
    </message>
    <message>
        <source>layer, from the input on</source>
        <translation>Schicht, vom Eingang an</translation>
    </message>
    <message>
        <source>Choose the layer</source>
        <translation>Die Schicht wählen</translation>
    </message>
</context>
<context>
    <name>termscope::PlanPlot</name>
    <message>
        <source>Cost against score</source>
        <translation>Kosten gegen Wert</translation>
    </message>
    <message>
        <source>plans: scored on the others</source>
        <translation>Pläne: bewertet auf den anderen</translation>
    </message>
    <message>
        <source>one setting for all: scored</source>
        <translation>eine Einstellung für alle: bewertet</translation>
    </message>
    <message>
        <source>QT: scored</source>
        <translation>QT: bewertet</translation>
    </message>
    <message>
        <source>plans: searched on</source>
        <translation>Pläne: darauf gesucht</translation>
    </message>
    <message>
        <source>one setting for all: searched on</source>
        <translation>eine Einstellung für alle: darauf gesucht</translation>
    </message>
    <message>
        <source>QT: searched on</source>
        <translation>QT: darauf gesucht</translation>
    </message>
    <message>
        <source>float, on the others</source>
        <translation>float, auf den anderen</translation>
    </message>
    <message>
        <source>Show the plan</source>
        <translation>Den Plan zeigen</translation>
    </message>
</context>
<context>
    <name>termscope::SearchControls</name>
    <message>
        <source>k varies by layer</source>
        <translation>k je Schicht</translation>
    </message>
    <message>
        <source>Budgets that layers may take, with commas between them</source>
        <translation>Budgets, die Schichten annehmen dürfen, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>s varies by layer</source>
        <translation>s je Schicht</translation>
    </message>
    <message>
        <source>Data terms that layers may take, with commas between them</source>
        <translation>Datenterme, die Schichten annehmen dürfen, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>bits vary where a layer is at QT</source>
        <translation>Bits je Schicht mit QT</translation>
    </message>
    <message>
        <source>Bits that layers which are not revealed may take, with commas between them</source>
        <translation>Bits, die Schichten annehmen dürfen, die nicht aufgedeckt werden, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>term pairs</source>
        <translation>Termpaare</translation>
    </message>
    <message>
        <source>cycles</source>
        <translation>Takte</translation>
    </message>
    <message>
        <source>energy</source>
        <translation>Energie</translation>
    </message>
    <message>
        <source>What plans cost: provisioned term pairs per multiply-accumulate, or cycles or energy on the array of the page of arrays, steps provisioned</source>
        <translation>Was Pläne kosten: vorgehaltene Termpaare je Multiplikation mit Addition, oder Takte oder Energie auf dem Array der Seite Array, mit vorgehaltenen Schritten</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>loses at most, in points</source>
        <translation>verliert höchstens, in Punkten</translation>
    </message>
    <message>
        <source>The cheapest plan that loses no more against float, on what is searched on</source>
        <translation>Der günstigste Plan, der gegen float nicht mehr verliert, auf den Daten, auf denen gesucht wird</translation>
    </message>
    <message>
        <source>costs at most</source>
        <translation>kostet höchstens</translation>
    </message>
    <message>
        <source>The plan that scores most of those that cost no more</source>
        <translation>Der beste Plan unter denen, die nicht mehr kosten</translation>
    </message>
    <message>
        <source>Searched on the first</source>
        <translation>Gesucht auf den ersten</translation>
    </message>
    <message>
        <source>Images or tokens that the search sees; images are rounded up to those that run together</source>
        <translation>Bilder oder Token, die die Suche sieht; Bilder werden auf die aufgerundet, die zusammen laufen</translation>
    </message>
    <message>
        <source>a quarter</source>
        <translation>ein Viertel</translation>
    </message>
    <message>
        <source>Scored on</source>
        <translation>Danach bewertet auf</translation>
    </message>
    <message>
        <source>Images or tokens after those that tell the score; the search never sees them</source>
        <translation>Bilder oder Token danach, die den Wert ergeben; die Suche sieht sie nie</translation>
    </message>
    <message>
        <source>all others</source>
        <translation>allen anderen</translation>
    </message>
    <message>
        <source>Plans</source>
        <translation>Pläne</translation>
    </message>
    <message>
        <source>Plans that are evaluated</source>
        <translation>Pläne, die ausgewertet werden</translation>
    </message>
    <message>
        <source>what is searched for</source>
        <translation>was gesucht wird</translation>
    </message>
    <message>
        <source>g varies by layer</source>
        <translation>g je Schicht</translation>
    </message>
    <message>
        <source>Group sizes that layers may take, each with all budgets, with commas between them</source>
        <translation>Gruppengrößen, die Schichten annehmen dürfen, jede mit allen Budgets, durch Kommas getrennt</translation>
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
        <translation>Paare</translation>
    </message>
    <message>
        <source>cycles</source>
        <translation>Takte</translation>
    </message>
    <message>
        <source>µJ</source>
        <translation>µJ</translation>
    </message>
    <message>
        <source>%1×%2 term cells, %3 images at once</source>
        <translation>%1×%2 Termzellen, %3 Bilder auf einmal</translation>
    </message>
    <message>
        <source>provisioned term pairs per multiply-accumulate</source>
        <translation>vorgehaltene Termpaare je MAC</translation>
    </message>
    <message>
        <source>cycles, %1</source>
        <translation>Takte, %1</translation>
    </message>
    <message>
        <source>energy by the model (µJ), %1</source>
        <translation>Energie nach dem Modell (µJ), %1</translation>
    </message>
    <message>
        <source>plan %1</source>
        <translation>Plan %1</translation>
    </message>
    <message>
        <source>QT, %1 bits</source>
        <translation>QT, %1 Bit</translation>
    </message>
    <message>
        <source>TR, k = %1, s = %2</source>
        <translation>TR, k = %1, s = %2</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Plans and settings</source>
        <translation>Pläne und Einstellungen</translation>
    </message>
    <message>
        <source>The chosen point, layer by layer</source>
        <translation>Der gewählte Punkt, Schicht für Schicht</translation>
    </message>
    <message>
        <source>Use this plan</source>
        <translation>Diesen Plan nehmen</translation>
    </message>
    <message>
        <source>Save plan…</source>
        <translation>Plan speichern…</translation>
    </message>
    <message>
        <source>Copy as --layer</source>
        <translation>Als --layer kopieren</translation>
    </message>
    <message>
        <source>Makes the chosen point the settings of the session; undo takes it back</source>
        <translation>Macht den gewählten Punkt zu den Einstellungen der Sitzung; Rückgängig nimmt es zurück</translation>
    </message>
    <message>
        <source>Writes a JSON file that every verb of termscope-cli reads with --plan</source>
        <translation>Schreibt eine JSON-Datei, die jedes Verb von termscope-cli mit --plan liest</translation>
    </message>
    <message>
        <source>The chosen point as options of termscope-cli</source>
        <translation>Der gewählte Punkt als Optionen von termscope-cli</translation>
    </message>
    <message>
        <source>Layers are being run one by one at each of their settings …</source>
        <translation>Die Schichten laufen einzeln mit jeder ihrer Einstellungen …</translation>
    </message>
    <message>
        <source>Which settings, layer by layer, are the cheapest for a score? Start searches on a part of the data and scores on the rest.</source>
        <translation>Welche Einstellungen sind, Schicht für Schicht, für einen Wert die günstigsten? Start sucht auf einem Teil der Daten und bewertet auf dem Rest.</translation>
    </message>
    <message>
        <source>Searched on tokens %1, scored on tokens %2.</source>
        <translation>Gesucht auf den Token %1, bewertet auf den Token %2.</translation>
    </message>
    <message>
        <source>Searched on images %1, scored on images %2.</source>
        <translation>Gesucht auf den Bildern %1, bewertet auf den Bildern %2.</translation>
    </message>
    <message>
        <source>Float: %1 and %2.</source>
        <translation>Float: %1 und %2.</translation>
    </message>
    <message>
        <source>Within the bound: &lt;b&gt;plan %1&lt;/b&gt;, %2 %3, %4 on the others.</source>
        <translation>Innerhalb der Grenze: &lt;b&gt;Plan %1&lt;/b&gt;, %2 %3, %4 auf den anderen.</translation>
    </message>
    <message>
        <source>One setting for all layers that scores as much costs %1 times as much.</source>
        <translation>Eine Einstellung für alle Schichten, die gleich gut ist, kostet das %1-fache.</translation>
    </message>
    <message>
        <source>No plan is within the bound: the nearest loses %1 points.</source>
        <translation>Kein Plan liegt innerhalb der Grenze: Der nächste verliert %1 Punkte.</translation>
    </message>
    <message>
        <source>No plan is within the bound: the cheapest costs %1.</source>
        <translation>Kein Plan liegt innerhalb der Grenze: Der günstigste kostet %1.</translation>
    </message>
    <message>
        <source>Stopped before the end.</source>
        <translation>Vor dem Ende angehalten.</translation>
    </message>
    <message>
        <source>What is asked for has changed since: these points are of other choices.</source>
        <translation>Was gesucht wird, hat sich seitdem geändert: Diese Punkte sind von einer anderen Auswahl.</translation>
    </message>
    <message>
        <source>perplexity (less is better)</source>
        <translation>Perplexität (weniger ist besser)</translation>
    </message>
    <message>
        <source>top-1 accuracy (%)</source>
        <translation>Top-1-Genauigkeit (%)</translation>
    </message>
    <message>
        <source>point</source>
        <translation>Punkt</translation>
    </message>
    <message>
        <source>searched</source>
        <translation>gesucht</translation>
    </message>
    <message>
        <source>searched %</source>
        <translation>gesucht %</translation>
    </message>
    <message>
        <source>Score on what was searched on</source>
        <translation>Wert auf den Daten, auf denen gesucht wurde</translation>
    </message>
    <message>
        <source>scored</source>
        <translation>bewertet</translation>
    </message>
    <message>
        <source>scored %</source>
        <translation>bewertet %</translation>
    </message>
    <message>
        <source>Score on the others</source>
        <translation>Wert auf den anderen</translation>
    </message>
    <message>
        <source>cheaper</source>
        <translation>günstiger</translation>
    </message>
    <message>
        <source>Than the cheapest setting of all layers alike that scores as much on the others</source>
        <translation>Als die günstigste gemeinsame Einstellung aller Schichten, die auf den anderen gleich gut ist</translation>
    </message>
    <message>
        <source>%1
%2 %3
searched on: %4
on the others: %5</source>
        <translation>%1
%2 %3
darauf gesucht: %4
auf den anderen: %5</translation>
    </message>
    <message>
        <source>A click on a point shows what it runs each layer at.</source>
        <translation>Ein Klick auf einen Punkt zeigt, womit er jede Schicht laufen lässt.</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>runs as</source>
        <translation>läuft als</translation>
    </message>
    <message>
        <source>pairs %</source>
        <translation>Paare %</translation>
    </message>
    <message>
        <source>%1: %2 on what was searched on, %3 on the others.</source>
        <translation>%1: %2 auf den Daten, auf denen gesucht wurde, %3 auf den anderen.</translation>
    </message>
    <message>
        <source>Save plan</source>
        <translation>Plan speichern</translation>
    </message>
    <message>
        <source>Plans (*.json)</source>
        <translation>Pläne (*.json)</translation>
    </message>
    <message>
        <source>Saved %1.</source>
        <translation>%1 gespeichert.</translation>
    </message>
    <message>
        <source>The options are on the clipboard.</source>
        <translation>Die Optionen sind in der Zwischenablage.</translation>
    </message>
    <message>
        <source>The command line is on the clipboard.</source>
        <translation>Die Befehlszeile ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>%1 dB</source>
        <translation>%1 dB</translation>
    </message>
    <message>
        <source>agreement with float (%)</source>
        <translation>Übereinstimmung mit Float (%)</translation>
    </message>
    <message>
        <source>SQNR of the outputs (dB, more is better)</source>
        <translation>SQNR der Ausgänge (dB, mehr ist besser)</translation>
    </message>
    <message>
        <source>searched dB</source>
        <translation>gesucht dB</translation>
    </message>
    <message>
        <source>scored dB</source>
        <translation>bewertet dB</translation>
    </message>
    <message>
        <source>Searched on samples %1, scored on samples %2.</source>
        <translation>Gesucht auf den Proben %1, bewertet auf den Proben %2.</translation>
    </message>
    <message>
        <source>No plan is within the bound: the noise of the nearest is %1 % of the signal.</source>
        <translation>Kein Plan hält die Grenze ein: Das Rauschen des nächsten ist %1 % des Signals.</translation>
    </message>
    <message>
        <source>TR, g = %1, k = %2, s = %3</source>
        <translation>TR, g = %1, k = %2, s = %3</translation>
    </message>
</context>
<context>
    <name>termscope::SensitivityPane</name>
    <message>
        <source>score with only this layer</source>
        <translation>Wert nur mit dieser Schicht</translation>
    </message>
    <message>
        <source>score with all but this layer</source>
        <translation>Wert mit allen außer dieser Schicht</translation>
    </message>
    <message>
        <source>SQNR of its outputs</source>
        <translation>SQNR ihrer Ausgaben</translation>
    </message>
    <message>
        <source>SQNR of its weights</source>
        <translation>SQNR ihrer Gewichte</translation>
    </message>
    <message>
        <source>KL of the network&apos;s output</source>
        <translation>KL der Ausgabe des Netzes</translation>
    </message>
    <message>
        <source>share of the term pairs</source>
        <translation>Anteil an den Termpaaren</translation>
    </message>
    <message>
        <source>only %</source>
        <translation>nur %</translation>
    </message>
    <message>
        <source>only</source>
        <translation>nur</translation>
    </message>
    <message>
        <source>all but %</source>
        <translation>alle außer %</translation>
    </message>
    <message>
        <source>all but</source>
        <translation>alle außer</translation>
    </message>
    <message>
        <source>SQNR out dB</source>
        <translation>SQNR Ausg. dB</translation>
    </message>
    <message>
        <source>SQNR w dB</source>
        <translation>SQNR Gew. dB</translation>
    </message>
    <message>
        <source>KL</source>
        <translation>KL</translation>
    </message>
    <message>
        <source>pairs %</source>
        <translation>Paare %</translation>
    </message>
    <message>
        <source>top-1 accuracy (%)</source>
        <translation>Top-1-Genauigkeit (%)</translation>
    </message>
    <message>
        <source>agreement with float (%)</source>
        <translation>Übereinstimmung mit Float (%)</translation>
    </message>
    <message>
        <source>perplexity (less is better)</source>
        <translation>Perplexität (weniger ist besser)</translation>
    </message>
    <message>
        <source>SQNR (dB, more is better)</source>
        <translation>SQNR (dB, mehr ist besser)</translation>
    </message>
    <message>
        <source>Kullback-Leibler divergence (nat, less is better)</source>
        <translation>Kullback-Leibler-Divergenz (nat, weniger ist besser)</translation>
    </message>
    <message>
        <source>share of the provisioned term pairs (%)</source>
        <translation>Anteil an den vorgehaltenen Termpaaren (%)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Sensitivity of the layers</source>
        <translation>Empfindlichkeit der Schichten</translation>
    </message>
    <message>
        <source>TR: quantized and revealed</source>
        <translation>TR: quantisiert und aufgedeckt</translation>
    </message>
    <message>
        <source>QT: quantized alone</source>
        <translation>QT: nur quantisiert</translation>
    </message>
    <message>
        <source>What layers are set to</source>
        <translation>Worauf Schichten gesetzt werden</translation>
    </message>
    <message>
        <source>What the bars show; the table has all of it</source>
        <translation>Was die Balken zeigen; die Tabelle hat alles</translation>
    </message>
    <message>
        <source>Layers at</source>
        <translation>Schichten mit</translation>
    </message>
    <message>
        <source>Bars</source>
        <translation>Balken</translation>
    </message>
    <message>
        <source>The layers&apos; errors are being measured …</source>
        <translation>Die Fehler der Schichten werden gemessen …</translation>
    </message>
    <message>
        <source>Start measures what each layer loses: the ranking by SQNR comes first, then the scores, layer by layer.</source>
        <translation>Start misst, was jede Schicht verliert: zuerst kommt die Rangfolge nach SQNR, dann Schicht für Schicht die Werte.</translation>
    </message>
    <message>
        <source>What does each layer lose at the settings of the strip, alone and within all others?</source>
        <translation>Was verliert jede Schicht bei den Einstellungen der Leiste, allein und unter allen anderen?</translation>
    </message>
    <message>
        <source>Float &lt;b&gt;%1&lt;/b&gt;</source>
        <translation>Float &lt;b&gt;%1&lt;/b&gt;</translation>
    </message>
    <message>
        <source>all layers at the setting &lt;b&gt;%1&lt;/b&gt;</source>
        <translation>alle Schichten mit der Einstellung &lt;b&gt;%1&lt;/b&gt;</translation>
    </message>
    <message>
        <source>still to come</source>
        <translation>kommt noch</translation>
    </message>
    <message>
        <source>%1 tokens.</source>
        <translation>%1 Token.</translation>
    </message>
    <message>
        <source>%1 images.</source>
        <translation>%1 Bilder.</translation>
    </message>
    <message>
        <source>Stopped before the end.</source>
        <translation>Vor dem Ende angehalten.</translation>
    </message>
    <message>
        <source>Settings have changed since: these figures are of others.</source>
        <translation>Die Einstellungen haben sich seitdem geändert: Diese Zahlen sind von anderen.</translation>
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
        <translation>alle Schichten mit der Einstellung</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Sorted by depth</source>
        <translation>Sortiert nach der Tiefe</translation>
    </message>
    <message>
        <source>runs as</source>
        <translation>läuft als</translation>
    </message>
    <message>
        <source>The command line is on the clipboard.</source>
        <translation>Die Befehlszeile ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>layers of the sensitivity at QT or TR</source>
        <translation>Schichten der Empfindlichkeit mit QT oder TR</translation>
    </message>
    <message>
        <source>only dB</source>
        <translation>nur dB</translation>
    </message>
    <message>
        <source>all but dB</source>
        <translation>alle außer dB</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>SQNR of the outputs (dB, more is better)</source>
        <translation>SQNR der Ausgänge (dB, mehr ist besser)</translation>
    </message>
    <message>
        <source>noise over signal of the network&apos;s outputs (less is better)</source>
        <translation>Rauschen durch Signal der Ausgänge des Netzes (weniger ist besser)</translation>
    </message>
    <message>
        <source>%1 samples.</source>
        <translation>%1 Proben.</translation>
    </message>
</context>
<context>
    <name>termscope::StudyBar</name>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Computes at the settings of the strip; a study that runs is stopped first</source>
        <translation>Rechnet mit den Einstellungen der Leiste; eine laufende Studie wird vorher angehalten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>What is known by now stays</source>
        <translation>Was bis jetzt bekannt ist, bleibt</translation>
    </message>
    <message>
        <source>Copy as command line</source>
        <translation>Als Befehlszeile kopieren</translation>
    </message>
    <message>
        <source>The call of termscope-cli that prints the same numbers</source>
        <translation>Der Aufruf von termscope-cli, der dieselben Zahlen ausgibt</translation>
    </message>
    <message>
        <source>Open images …</source>
        <translation>Bilder öffnen …</translation>
    </message>
</context>
<context>
    <name>termscope::StudyPage</name>
    <message>
        <source>Studies</source>
        <translation>Studien</translation>
    </message>
    <message>
        <source>&amp;Sensitivity</source>
        <translation>&amp;Empfindlichkeit</translation>
    </message>
    <message>
        <source>Sear&amp;ch</source>
        <translation>&amp;Suche</translation>
    </message>
    <message>
        <source>Com&amp;pare</source>
        <translation>Ver&amp;gleich</translation>
    </message>
    <message>
        <source>&amp;Reproduce</source>
        <translation>Nach&amp;vollziehen</translation>
    </message>
    <message>
        <source>pane of studies</source>
        <translation>Bereich der Untersuchungen</translation>
    </message>
</context>
<context>
    <name>termscope::CellDiagram</name>
    <message>
        <source>Units of a cell</source>
        <translation>Einheiten einer Zelle</translation>
    </message>
    <message>
        <source>The cell as hardware</source>
        <translation>Die Zelle als Hardware</translation>
    </message>
    <message>
        <source>Control registers: the array runs %1</source>
        <translation>Steuerregister: Das Array rechnet %1</translation>
    </message>
    <message>
        <source>Write 0: the mode word asks for %1</source>
        <translation>Schreiben 0: Das Moduswort verlangt %1</translation>
    </message>
    <message>
        <source>Write 1: the term word, and the next layer may begin</source>
        <translation>Schreiben 1: das Termwort, und die nächste Schicht darf beginnen</translation>
    </message>
    <message>
        <source>%1 cycles: what is in flight leaves the array</source>
        <translation>%1 Takte: Was unterwegs ist, verlässt das Array</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <translation>%1, %2: %3</translation>
    </message>
    <message>
        <source>Go to the unit beside, above, below</source>
        <translation>Zur Einheit daneben, darüber, darunter</translation>
    </message>
    <message>
        <source>Open the unit&apos;s animation, or show what it does</source>
        <translation>Die Einheit bei der Arbeit zeigen, oder sagen, was sie tut</translation>
    </message>
</context>
<context>
    <name>termscope::HardwarePane</name>
    <message>
        <source>Registers, widths and units</source>
        <translation>Register, Breiten und Einheiten</translation>
    </message>
    <message>
        <source>Write the control registers: the same array runs the next layer in the other mode</source>
        <translation>Die Steuerregister schreiben: Dasselbe Array rechnet die nächste Schicht in der anderen Betriebsart</translation>
    </message>
    <message>
        <source>Write RTL…</source>
        <translation>RTL schreiben…</translation>
    </message>
    <message>
        <source>The TR array as SystemVerilog, with this product and a test bench, in a folder that is new or empty</source>
        <translation>Das TR-Array als SystemVerilog, mit diesem Produkt und einer Testumgebung, in einem neuen oder leeren Ordner</translation>
    </message>
    <message>
        <source>Switch to QT</source>
        <translation>Auf QT umschalten</translation>
    </message>
    <message>
        <source>Switch to TR</source>
        <translation>Auf TR umschalten</translation>
    </message>
    <message>
        <source>Folder for the array as SystemVerilog</source>
        <translation>Ordner für das Array als SystemVerilog</translation>
    </message>
    <message>
        <source>Saved %1.</source>
        <translation>%1 gespeichert.</translation>
    </message>
</context>
<context>
    <name>termscope::ComparePane</name>
    <message>
        <source>B&apos;s network …</source>
        <translation>Netz von B …</translation>
    </message>
    <message>
        <source>Another file for B; without one B is the open network</source>
        <translation>Eine andere Datei für B; ohne sie ist B das offene Netz</translation>
    </message>
    <message>
        <source>Other side</source>
        <translation>Andere Seite</translation>
    </message>
    <message>
        <source>The strip takes the settings of the other side, and keeps its own for it (F7)</source>
        <translation>Die Leiste nimmt die Einstellungen der anderen Seite und hebt ihre eigenen für sie auf (F7)</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Tensors of A and B</source>
        <translation>Tensoren von A und B</translation>
    </message>
    <message>
        <source>Flipped</source>
        <translation>Gekippt</translation>
    </message>
    <message>
        <source>Curves of A and B</source>
        <translation>Kurven von A und B</translation>
    </message>
    <message>
        <source>float</source>
        <translation>Float</translation>
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
        <translation>wie gegeben</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>How A runs; its settings are the strip&apos;s, or those kept for it</source>
        <translation>Wie A läuft; seine Einstellungen sind die der Leiste oder die für A aufgehobenen</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>How B runs; its settings are the strip&apos;s, or those kept for it</source>
        <translation>Wie B läuft; seine Einstellungen sind die der Leiste oder die für B aufgehobenen</translation>
    </message>
    <message>
        <source>Also the scores of both at several budgets of TR, and their difference</source>
        <translation>Auch die Werte beider bei mehreren Budgets von TR und ihr Unterschied</translation>
    </message>
    <message>
        <source>Outputs of A and B</source>
        <translation>Ausgaben von A und B</translation>
    </message>
    <message>
        <source>curves of the comparison</source>
        <translation>Kurven des Vergleichs</translation>
    </message>
    <message>
        <source>sides of the comparison</source>
        <translation>Seiten des Vergleichs</translation>
    </message>
    <message>
        <source>B&apos;s network</source>
        <translation>Netz von B</translation>
    </message>
    <message>
        <source>B is %1 ×</source>
        <translation>B ist %1 ×</translation>
    </message>
    <message>
        <source>%1. A click takes it back: B is the open network again.</source>
        <translation>%1. Ein Klick nimmt sie zurück: B ist wieder das offene Netz.</translation>
    </message>
    <message>
        <source>Outputs are still to come.</source>
        <translation>Die Ausgaben kommen noch.</translation>
    </message>
    <message>
        <source>Both are being compared …</source>
        <translation>Beide werden verglichen …</translation>
    </message>
    <message>
        <source>What is different in B from A? The strip shows the settings of side &lt;b&gt;%1&lt;/b&gt;, F7 those of the other one.</source>
        <translation>Was ist in B anders als in A? Die Leiste zeigt die Einstellungen der Seite &lt;b&gt;%1&lt;/b&gt;, F7 die der anderen.</translation>
    </message>
    <message>
        <source>A: %1. B: %2.</source>
        <translation>A: %1. B: %2.</translation>
    </message>
    <message>
        <source>Stopped before the end.</source>
        <translation>Vor dem Ende angehalten.</translation>
    </message>
    <message>
        <source>Settings have changed since: these figures are of others.</source>
        <translation>Die Einstellungen haben sich seitdem geändert: Diese Zahlen sind von anderen.</translation>
    </message>
    <message>
        <source>The strip shows side &lt;b&gt;%1&lt;/b&gt; (F7: the other one).</source>
        <translation>Die Leiste zeigt Seite &lt;b&gt;%1&lt;/b&gt; (F7: die andere).</translation>
    </message>
    <message>
        <source>%1: A and B over the same bins. SQNR %2.</source>
        <translation>%1: A und B über denselben Klassen. SQNR %2.</translation>
    </message>
    <message>
        <source>Check “Curves” and start: scores of both at several budgets k of TR.</source>
        <translation>„Kurven“ ankreuzen und starten: Werte beider bei mehreren Budgets k von TR.</translation>
    </message>
    <message>
        <source>TR at each side&apos;s own settings but for k; B − A is what B gains.</source>
        <translation>TR mit den Einstellungen jeder Seite bis auf k; B − A ist, was B gewinnt.</translation>
    </message>
    <message>
        <source>The command line is on the clipboard.</source>
        <translation>Die Befehlszeile ist in der Zwischenablage.</translation>
    </message>
</context>
<context>
    <name>termscope::OverlaidHistogram</name>
    <message>
        <source>Values of the tensor in A and B</source>
        <translation>Werte des Tensors in A und B</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>share of values (%)</source>
        <translation>Anteil der Werte (%)</translation>
    </message>
    <message>
        <source>A click on a tensor shows its values in both.</source>
        <translation>Ein Klick auf einen Tensor zeigt seine Werte in beiden.</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>
%1: %2 % (%3 values)</source>
        <translation>
%1: %2 % (%3 Werte)</translation>
    </message>
</context>
<context>
    <name>termscope::ReproducePane</name>
    <message>
        <source>Accuracy against pairs</source>
        <translation>Genauigkeit über Paaren</translation>
    </message>
    <message>
        <source>Group size at equal α</source>
        <translation>Gruppengröße bei gleichem α</translation>
    </message>
    <message>
        <source>Encodings apart from grouping</source>
        <translation>Kodierungen ohne Gruppierung</translation>
    </message>
    <message>
        <source>Pairs per dot product of 16</source>
        <translation>Paare je Skalarprodukt aus 16</translation>
    </message>
    <message>
        <source>Quantization error of weights</source>
        <translation>Quantisierungsfehler der Gewichte</translation>
    </message>
    <message>
        <source>TR over QT in latency and energy</source>
        <translation>TR gegen QT in Latenz und Energie</translation>
    </message>
    <message>
        <source>pairs per MAC</source>
        <translation>Paare je MAC</translation>
    </message>
    <message>
        <source>published %</source>
        <translation>veröffentlicht %</translation>
    </message>
    <message>
        <source>here %</source>
        <translation>hier %</translation>
    </message>
    <message>
        <source>by the published rules</source>
        <translation>nach den veröffentlichten Regeln</translation>
    </message>
    <message>
        <source>terms of a weight</source>
        <translation>Terme eines Gewichts</translation>
    </message>
    <message>
        <source>SQNR dB, per channel</source>
        <translation>SQNR dB, je Kanal</translation>
    </message>
    <message>
        <source>SQNR dB, per tensor</source>
        <translation>SQNR dB, je Tensor</translation>
    </message>
    <message>
        <source>Published and here</source>
        <translation>Veröffentlicht und hier</translation>
    </message>
    <message>
        <source>Settings of both sides</source>
        <translation>Einstellungen beider Seiten</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was sich ergab</translation>
    </message>
    <message>
        <source>What of arXiv 2007.06389 is measured on the open network, at the published settings</source>
        <translation>Was von arXiv 2007.06389 am offenen Netz mit den veröffentlichten Einstellungen gemessen wird</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Abbildung</translation>
    </message>
    <message>
        <source>figure to reproduce</source>
        <translation>Abbildung zum Nachvollziehen</translation>
    </message>
    <message>
        <source>The published settings are being run on this network …</source>
        <translation>Die veröffentlichten Einstellungen laufen auf diesem Netz …</translation>
    </message>
    <message>
        <source>Figures of the paper, published and measured here: Start runs the published settings on the open network. The last figure needs no network.</source>
        <translation>Abbildungen der Arbeit, veröffentlicht und hier gemessen: Start führt die veröffentlichten Einstellungen auf dem offenen Netz aus. Die letzte braucht kein Netz.</translation>
    </message>
    <message>
        <source>setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>As published</source>
        <translation>Wie veröffentlicht</translation>
    </message>
    <message>
        <source>The command line is on the clipboard.</source>
        <translation>Die Befehlszeile ist in der Zwischenablage.</translation>
    </message>
</context>
<context>
    <name>termscope::OutputPane</name>
    <message>
        <source>Outputs for the chosen sample</source>
        <translation>Ausgänge für die gewählte Probe</translation>
    </message>
    <message>
        <source>Which output of the network the table shows</source>
        <translation>Welchen Ausgang des Netzes die Tabelle zeigt</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Every value of an output for the chosen sample: in float, at the present setting, and by how much they differ. A click on a title sorts.</source>
        <translation>Jeder Wert eines Ausgangs für die gewählte Probe: in Float, bei der jetzigen Einstellung und um wie viel sie abweichen. Ein Klick auf eine Überschrift sortiert.</translation>
    </message>
    <message>
        <source>place</source>
        <translation>Stelle</translation>
    </message>
    <message>
        <source>Where the value stands in the output</source>
        <translation>Wo der Wert im Ausgang steht</translation>
    </message>
    <message>
        <source>float</source>
        <translation>float</translation>
    </message>
    <message>
        <source>In float32, before any softmax at the network&apos;s end</source>
        <translation>In float32, vor einem Softmax am Ende des Netzes</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>At the present setting</source>
        <translation>Bei der jetzigen Einstellung</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Now less float</source>
        <translation>Jetzt minus Float</translation>
    </message>
    <message>
        <source>Sample %1: SQNR %2 dB</source>
        <translation>Probe %1: SQNR %2 dB</translation>
    </message>
    <message>
        <source>; the first %1 of %2 values</source>
        <translation>; die ersten %1 von %2 Werten</translation>
    </message>
</context>
<context>
    <name>termscope::SamplePane</name>
    <message>
        <source>Samples</source>
        <translation>Proben</translation>
    </message>
    <message>
        <source>The chosen sample</source>
        <translation>Die gewählte Probe</translation>
    </message>
    <message>
        <source>The samples, with their label and the class that the network gives, in float and at the present setting. A click chooses one.</source>
        <translation>Die Proben mit ihrem Label und der Klasse, die das Netz nennt, in Float und bei der jetzigen Einstellung. Ein Klick wählt eine.</translation>
    </message>
    <message>
        <source>What the chosen sample holds, place by place: its tokens, or its numbers, with the label and the predicted class of each place where there are any.</source>
        <translation>Was die gewählte Probe enthält, Stelle für Stelle: ihre Tokens oder ihre Zahlen, mit Label und vorhergesagter Klasse jeder Stelle, wo es sie gibt.</translation>
    </message>
    <message>
        <source>sample</source>
        <translation>Probe</translation>
    </message>
    <message>
        <source>label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>float</source>
        <translation>float</translation>
    </message>
    <message>
        <source>Class in float32</source>
        <translation>Klasse in float32</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>Class at the present setting</source>
        <translation>Klasse bei der jetzigen Einstellung</translation>
    </message>
    <message>
        <source>place</source>
        <translation>Stelle</translation>
    </message>
    <message>
        <source>Input of the network</source>
        <translation>Eingang des Netzes</translation>
    </message>
    <message>
        <source>Sample %1</source>
        <translation>Probe %1</translation>
    </message>
    <message>
        <source>: class %1 in float, %2 now</source>
        <translation>: Klasse %1 in Float, jetzt %2</translation>
    </message>
    <message>
        <source>words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>The first words of the sample</source>
        <translation>Die ersten Wörter der Probe</translation>
    </message>
    <message>
        <source>word</source>
        <translation>Wort</translation>
    </message>
    <message>
        <source>What the vocabulary has for the number</source>
        <translation>Was der Wortschatz für die Zahl hat</translation>
    </message>
</context>
</TS>
