# termscope_onnx_proto: the messages of ONNX 1.12 to 1.20 over protobuf 3 to 5, whatever their packages name them; not
# there where they are missing. The target's definitions choose ONNX's header: onnx/onnx_pb.h asks for ONNX_ML.
# Also installed, beside the CMake package of our own libraries.

# From version 22 on protobuf is made of Abseil, which only its own package knows; before, it need not have one.
find_package(Protobuf CONFIG QUIET)
if(NOT TARGET protobuf::libprotobuf)
    find_package(Protobuf MODULE)
endif()
# After protobuf, of whose targets ONNX's are made.
find_package(ONNX CONFIG)
foreach(name ONNX::onnx_proto onnx_proto ONNX::onnx)
    if(TARGET ${name} AND TARGET protobuf::libprotobuf AND NOT TARGET termscope_onnx_proto)
        add_library(termscope_onnx_proto INTERFACE IMPORTED)
        target_link_libraries(termscope_onnx_proto INTERFACE ${name} protobuf::libprotobuf)
    endif()
endforeach()
