#!/usr/bin/python3
"""Makes corpus/: small files to start each fuzzer from. What a fuzzer found stands beside them, named after what was wrong.

NumPy and the onnx package are not needed: networks, arrays and labelled images are those of tests/corpus/good, pictures
those of tests/core/data/pictures; the texts are written here.
"""
import gzip
import json
import pathlib
import struct
import zlib

here = pathlib.Path(__file__).parent
tests = here.parent
good = tests / "corpus" / "good"
pictures = tests / "core" / "data" / "pictures"
lessons = tests.parent / "resources" / "lessons"


def save(name, file, content):
    folder = here / "corpus" / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / file).write_bytes(content if isinstance(content, bytes) else content.encode())


def take(name, *files):
    for file in files:
        save(name, file.name, file.read_bytes())


def old_torch():
    """A tensor w of 2×3 as torch.save wrote it before PyTorch 1.6: pickles of a magic number, the protocol, the system,
    the tensors and the keys of their storages, then the storages."""
    def text(value):
        return b"X" + struct.pack("<I", len(value)) + value
    magic = b"\x80\x02\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19."
    storage = b"(" + text(b"storage") + b"ctorch\nFloatStorage\n" + text(b"0") + text(b"cpu") + b"K\x06NtQ"
    arguments = b"(" + storage + b"K\x00K\x02K\x03\x86K\x03K\x01\x86\x89ccollections\nOrderedDict\n)Rt"
    tensors = b"\x80\x02}" + text(b"w") + b"ctorch._utils\n_rebuild_tensor_v2\n" + arguments + b"Rs."
    return (magic + b"\x80\x02M\xe9\x03." + b"\x80\x02}." + tensors + b"\x80\x02]" + text(b"0") + b"a."
            + struct.pack("<q6f", 6, *range(6)))


def gguf(number, axes, data):
    """A file of one tensor w."""
    head = b"GGUF" + struct.pack("<IQQ", 3, 1, 0) + struct.pack("<Q", 1) + b"w"
    head += struct.pack(f"<I{len(axes)}QIQ", len(axes), *axes, number, 0)
    return head + bytes(-len(head) % 32) + data


def networks():
    take("onnx", *(file for file in sorted(good.glob("*.onnx")) if file.stat().st_size < 4096))
    take("onnx", *sorted((tests / "corpus" / "bad").glob("quantized_*.onnx")))
    take("onnx", *sorted((tests / "corpus" / "bad").glob("branch_*.onnx")), *sorted((tests / "corpus" / "bad").glob("loop_*.onnx")))
    take("safetensors", *sorted(good.glob("*.safetensors")))
    take("gguf", *sorted(good.glob("*.gguf")))
    for number, values, size in ((3, 32, 20), (6, 32, 22), (7, 32, 24), (8, 32, 34), (12, 256, 144), (13, 256, 176),
                                 (14, 256, 210), (39, 32, 17), (30, 1, 2)):
        axes = (values, 1) if values > 1 else (2, 2)
        save("gguf", f"type_{number}.gguf", gguf(number, axes, bytes(size if values > 1 else 8)))
    take("npz", *sorted(good.glob("*.npz")), *sorted(good.glob("*.npy")))
    take("pytorch", *sorted(good.glob("*.pt")), *sorted((tests / "corpus" / "bad").glob("torch_old_*.pt")))
    take("safetensors", *(tests / "corpus" / "bad" / f"{name}.safetensors" for name in ("gptq_order", "packed_shape", "mx_scales", "mlx_groups")))
    save("pytorch", "old.pt", old_torch())
    take("shards", *sorted((tests / "corpus" / "shards").glob("*.json")))
    for name, descr, shape, data in (("floats", "<f4", "(2, 3)", bytes(24)), ("bytes", "|u1", "(3,)", bytes(3)),
                                     ("halves", ">f2", "(1, 2)", bytes(4)), ("long", "<i8", "()", bytes(8)),
                                     ("text", "<U2", "(1,)", bytes(8))):
        header = f"{{'descr': '{descr}', 'fortran_order': {name == 'halves'}, 'shape': {shape}, }}".encode().ljust(53) + b"\n"
        save("npy", name + ".npy", b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header + data)


def data():
    take("idx", *sorted(good.glob("tiny-*")))
    take("arrays", good / "encoder.npz", *sorted((tests / "corpus" / "bad").glob("table_*.npz")))
    save("idx", "colours", struct.pack(">HBB4I", 0, 8, 4, 1, 2, 2, 3) + bytes(12))
    # Records of 3,073 bytes are long for a fuzzer, and a start is all it needs.
    save("cifar", "ten.bin", bytes([3]) + bytes(3072))
    save("cifar", "hundred.bin", bytes([3, 40]) + bytes(3072))
    take("pictures", *(file for file in sorted(pictures.iterdir()) if file.suffix.lower() in (".png", ".jpg", ".jpeg")))
    save("pictures", "interlaced.png", png(3, 3, 2, 1))
    save("texts", "text.txt", "a b <unk>\nb c a <eos>\n\nd e f g\n")
    save("texts", "text.txt.gz", gzip.compress("grün ist\ngrün\n".encode(), mtime=0))
    save("texts", "vocabulary.txt", "<unk>\n<eos>\na\nb\n")
    save("labels", "numbers.txt", "one.png 3\ntwo words.png 4\nthree.png,5\n# none\n")
    save("labels", "names.txt", "one.png Great Dane\ntwo.png cat\n")
    save("labels", "classes.txt", "n02123045 tabby, tabby cat\nn02106662 German shepherd\ncat\n")


def png(height, width, channels, interlace):
    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = bytes(64 + height * (1 + 3 * width))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, channels, 0, 0, interlace))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def tables():
    save("topology", "convolutions.csv", "Layer, IFMAP Height, IFMAP Width, Filter Height, Filter Width, Channels, Filters, Stride,\n"
         "conv1, 28, 28, 5, 5, 1, 6, 1,\nconv2, 12, 12, 5, 5, 6, 16, 1, 2,\n")
    save("topology", "products.csv", "Layer, M, N, K,\nfc, 1, 120, 400,\n")
    save("topology", "array.cfg", "[general]\nrun_name = x\n[architecture_presets]\nArrayHeight : 32\nArrayWidth : 16\n"
         "IfmapSramSzkB : 64\nDataflow : ws\nBandwidth : 10\n")
    take("costs", tests.parent / "resources" / "reference" / "unit_costs.json")


def app():
    view = {"page": "terms", "layer": "fc1", "row": 3, "group": 1, "image": 17, "place_row": -1, "token": 0,
            "published": True, "example": "digits", "preprocess": "cifar:resize=32", "streams": 4, "limit": 100}
    settings = {"weight_bits": 8, "encoding": "hese", "group_size": 8, "budget": 12, "data_terms": 3,
                "per_channel": False, "layers": {"fc1": "bits=6,k=10", "conv*": "float"}}
    save("session", "whole.json", json.dumps({
        "termscope_session": 1, "files": {"network": "net.onnx", "images": "/data/x.gz", "labels": None},
        "settings": settings, "view": view}))
    save("session", "empty.json", '{"termscope_session": 1}')
    save("session", "twice.json", '{"termscope_session": 1, "view": {"row": 1, "row": 2}}')
    save("link", "whole.txt", "termscope:?weight_bits=8&group_size=8&budget=12&encoding=hese&page=terms&layer=fc1&row=0"
         "&layer.fc%201=bits%3D6%2Ck%3D10&network=/a/b%20c.onnx&images=/x,y.gz&example=digits")
    save("link", "empty.txt", "termscope:?")
    take("lesson", lessons / "1-terms" / "lesson.md")
    save("lesson", "small.md", "# Title\n```lesson\nminutes: 6\n```\nAbout {terms(27)}.\n\n## Step\n```step\n"
         "set: page=terms budget=12\npoint: weightTerms\nuntil: budget <= 6 && k > 2\ndraw: n 17…255\n"
         "ask: How many?\nchoices: one | two\nanswer: n > 3 ? 1 : 2\nhint: Look.\nreason: So.\n```\n")


if __name__ == "__main__":
    for make in (networks, data, tables, app):
        make()
