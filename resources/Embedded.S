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
        embed published_studies, "reference/published_2020_studies.json"
        embed published_trained, "reference/published_trained.json"
        embed topology_mlp, "topologies/mlp.csv"
        embed topology_vgg16, "topologies/vgg16.csv"
        embed topology_resnet18, "topologies/resnet18.csv"
        embed topology_mobilenet_v2, "topologies/mobilenet_v2.csv"
        embed topology_efficientnet_b0, "topologies/efficientnet_b0.csv"
        embed topology_lstm, "topologies/lstm.csv"
        embed costs, "reference/unit_costs.json"
        embed counted_costs, "reference/unit_costs_counted.json"
        embed gate_counts, "reference/gate_counts.json"
        embed fashion_network, "models/fashion_cnn.onnx"
        embed fashion_images, "data/fashion-images-idx3-ubyte.gz"
        embed fashion_labels, "data/fashion-labels-idx1-ubyte.gz"
        embed fashion_int8_network, "models/fashion_cnn_int8.onnx"
        embed fashion_vit_network, "models/fashion_vit.onnx"
        embed verses_network, "models/verses_lstm.onnx"
        embed verses_transformer_network, "models/verses_transformer.onnx"
        embed verses_text, "data/verses-test.txt.gz"
        embed verses_vocabulary, "data/verses-vocabulary.txt.gz"
        embed rtl_term_array, "../hwmodel/rtl/term_array.sv"
        embed rtl_array_control, "../hwmodel/rtl/array_control.sv"
        embed rtl_control_registers, "../hwmodel/rtl/control_registers.sv"
        embed rtl_systolic_array, "../hwmodel/rtl/systolic_array.sv"
        embed rtl_term_mac, "../hwmodel/rtl/term_mac.sv"
        embed rtl_parallel_mac, "../hwmodel/rtl/parallel_mac.sv"
        embed rtl_term_queue, "../hwmodel/rtl/term_queue.sv"
        embed rtl_pair_cursor, "../hwmodel/rtl/pair_cursor.sv"
        embed rtl_first_term, "../hwmodel/rtl/first_term.sv"
        embed rtl_exponent_adder, "../hwmodel/rtl/exponent_adder.sv"
        embed rtl_coefficient_vector, "../hwmodel/rtl/coefficient_vector.sv"
        embed rtl_vector_sum, "../hwmodel/rtl/vector_sum.sv"
        embed rtl_binary_converter, "../hwmodel/rtl/binary_converter.sv"
        embed rtl_requantizer, "../hwmodel/rtl/requantizer.sv"
        embed rtl_hese_encoder, "../hwmodel/rtl/hese_encoder.sv"
        embed rtl_term_comparator, "../hwmodel/rtl/term_comparator.sv"
        embed rtl_group_revealer, "../hwmodel/rtl/group_revealer.sv"
        embed rtl_output_units, "../hwmodel/rtl/output_units.sv"
        embed rtl_term_array_bench, "../hwmodel/rtl/term_array_bench.sv"
