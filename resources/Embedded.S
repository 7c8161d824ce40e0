// The embedded files as read-only data. Embedded.cpp and Examples.cpp give them to the programs.
        .section .note.GNU-stack,"",%progbits
        .section .rodata

        .macro embed name, file
        .balign 16
        .global termscope_\name
        .global termscope_\name\()_end
termscope_\name:
        .incbin "\file"
termscope_\name\()_end:
        .byte 0
        .endm

        embed network, "models/mnist_mlp.onnx"
        embed images, "data/digits-images-idx3-ubyte.gz"
        embed labels, "data/digits-labels-idx1-ubyte.gz"
        embed published, "reference/published_2020.json"
        embed costs, "reference/unit_costs.json"
        embed fashion_network, "models/fashion_cnn.onnx"
        embed fashion_images, "data/fashion-images-idx3-ubyte.gz"
        embed fashion_labels, "data/fashion-labels-idx1-ubyte.gz"
        embed fashion_int8_network, "models/fashion_cnn_int8.onnx"
        embed verses_network, "models/verses_lstm.onnx"
        embed verses_transformer_network, "models/verses_transformer.onnx"
        embed verses_text, "data/verses-test.txt.gz"
        embed verses_vocabulary, "data/verses-vocabulary.txt.gz"
