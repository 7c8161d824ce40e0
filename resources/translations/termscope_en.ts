<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
