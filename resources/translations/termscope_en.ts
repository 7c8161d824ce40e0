<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Highlight</name>
    <message numerus="yes">
        <source>%n term(s)</source>
        <translation>
            <numerusform>%n term</numerusform>
            <numerusform>%n terms</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 = %2: %n term pair(s), %3 up and %4 down</source>
        <translation>
            <numerusform>%1 = %2: %n term pair, %3 up and %4 down</numerusform>
            <numerusform>%1 = %2: %n term pairs, %3 up and %4 down</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>termscope::ArrayView</name>
    <message numerus="yes">
        <source>waiting, %n pair(s) done</source>
        <translation>
            <numerusform>waiting, %n pair done</numerusform>
            <numerusform>waiting, %n pairs done</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>termscope::TermPicker</name>
    <message numerus="yes">
        <source>%n term(s): %1 = %2</source>
        <translation>
            <numerusform>%n term: %1 = %2</numerusform>
            <numerusform>%n terms: %1 = %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>termscope::WelcomePage</name>
    <message numerus="yes">
        <source>%n steps</source>
        <translation>
            <numerusform>%n step</numerusform>
            <numerusform>%n steps</numerusform>
        </translation>
    </message>
</context>
</TS>
