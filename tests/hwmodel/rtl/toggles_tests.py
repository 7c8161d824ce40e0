#!/usr/bin/env python3
"""hwmodel/rtl/toggles on hand-written files, and on a design whose changes are known: toggles_tests.py [unittest's options]"""
import importlib.machinery, importlib.util, pathlib, subprocess, sys, tempfile, unittest

sys.dont_write_bytecode = True
script = pathlib.Path(__file__).resolve().parents[3] / "hwmodel/rtl/toggles"
loader = importlib.machinery.SourceFileLoader("toggles", str(script))
toggles = importlib.util.module_from_spec(importlib.util.spec_from_loader("toggles", loader))
loader.exec_module(toggles)


# A flip-flop that turns over in every cycle, and one that follows it.
tiny = """module tiny (input logic clk_i, input logic rst_ni, output logic [0:0] late_o);
  logic turn_q, late_q;
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      turn_q <= 1'b0;
      late_q <= 1'b0;
    end else begin
      turn_q <= !turn_q;
      late_q <= turn_q;
    end
  end
  assign late_o = late_q;
endmodule
"""

# Two of them, of which one is let go 10 cycles before the end and the other never.
bench = """module tiny_bench;
  logic clk = 1'b0, go = 1'b0;
  logic [0:0] late, never;
  tiny u_runs (.clk_i(clk), .rst_ni(go), .late_o(late));
  tiny u_rests (.clk_i(clk), .rst_ni(1'b0), .late_o(never));
  initial begin
    repeat (4) #5 clk = !clk;
    go = 1'b1;
    repeat (20) #5 clk = !clk;
    $display("cycles=10 outputs=OK");
    $finish;
  end
endmodule
"""


class Changes(unittest.TestCase):
    def test_of_what_is_said(self):
        said = "net 7 5\nnet 12 1\ncycles=10 outputs=OK\nnet 7 4\nnet 12 0\nnet 8\ninternet 7 99\n- rtl/bench.sv:11: Verilog $finish\n"
        self.assertEqual(toggles.changes_of(said), {7: 9, 12: 1})

    def test_what_they_cost(self):
        # Net 7 drives three pins, net 12 one. Two flip-flops in each of 4 cells, 10 cycles. A pin: ½ · 2 fF · 0.81 V².
        self.assertEqual(toggles.sums({7: 9, 12: 1}, {7: 3, 12: 1}, 2, 10, 4),
                         {"toggles": 28, "clock": 160, "pJ_logic": 0.0, "pJ_clock": 0.1})
        self.assertEqual(toggles.sums({1: 10**6}, {1: 2}, 0, 10, 4)["pJ_logic"], 1620.0)


class Netlist(unittest.TestCase):
    def test_pins(self):
        netlist = {"ports": {"clk_i": {"direction": "input", "bits": [2]}, "a_i": {"direction": "input", "bits": [3, 4]},
                             "y_o": {"direction": "output", "bits": [6, 5]}},
                   "cells": {"g": {"type": "NAND2", "connections": {"A": [3], "B": [4], "Y": [5]}},
                             "f": {"type": "DFF", "connections": {"C": [2], "D": [5], "Q": [6]}}}}
        text, pins, flip_flops = toggles.verilog_of("m", {"Bits": "3"}, netlist)
        self.assertEqual(flip_flops, 1)
        self.assertEqual(dict(pins), {3: 1, 4: 1, 5: 2, 6: 1})
        self.assertIn("module m #(parameter integer Bits = 3) (\n  input logic [0:0] clk_i,\n  input logic [1:0] a_i", text)
        self.assertIn("assign n5 = ~(n3 & n4);", text)
        self.assertIn("always_ff @(posedge n2) begin n6 <= n5; end", text)


class Tiny(unittest.TestCase):
    def test_known_changes(self):
        with tempfile.TemporaryDirectory() as made:
            work = pathlib.Path(made)
            (work / "source.sv").write_text(tiny)
            (work / "tiny_bench.sv").write_text(bench)
            netlist = toggles.netlist_of("tiny", {}, work, [work / "source.sv"])
            text, pins, flip_flops = toggles.verilog_of("tiny", {}, netlist)
            said, changes = toggles.simulated("tiny", text, [], work / "tiny_bench.sv", [], work, work)
        found = toggles.sums(changes, pins, flip_flops, 10, 2)
        self.assertIn("cycles=10 outputs=OK", said)
        # Of the cell that runs: 10 changes each of turn_q, which drives an inverter and a flip-flop, and of the inverter, which
        # drives a flip-flop; 9 of late_q, which leaves. Its reset rises once and is a net, too, on two flip-flops. The other
        # cell rests, and what it is at first is no change.
        self.assertEqual(found["toggles"], 10 * 2 + 10 + 9 + 2)
        self.assertEqual(found["clock"], 2 * 10 * 2 * 2)

    def test_other_outputs(self):
        with self.assertRaises(SystemExit) as refused:
            toggles.checked("cycles=10 outputs=DIFFERENT")
        self.assertEqual(str(refused.exception), "toggles: the netlist does not give the layer's outputs: cycles=10 outputs=DIFFERENT")


class Refusals(unittest.TestCase):
    def refused(self, folder, **environment):
        done = subprocess.run([sys.executable, str(script), str(folder)], capture_output=True, text=True, **environment)
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertNotIn("Traceback", done.stderr)
        return done.stderr

    def test_folders(self):
        with tempfile.TemporaryDirectory() as made:
            folder = pathlib.Path(made).resolve()
            sentence = "expected a folder that `termscope-cli rtl` wrote"
            self.assertEqual(self.refused(folder / "none"), f"toggles: {folder}/none: {sentence}\n")
            self.assertEqual(self.refused(folder), f"toggles: {folder}: {sentence}\n")
            (folder / "Makefile").write_text("all:\n\ttrue\n")
            self.assertEqual(self.refused(folder), f"toggles: {folder}: {sentence}\n")

    def test_missing_tools(self):
        with tempfile.TemporaryDirectory() as made:
            folder = pathlib.Path(made)
            (folder / "Makefile").write_text("VERILATOR_PARAMETERS := -GTermCells=\"1'b0\" -GWeightBits=8 -GDataBits=8 "
                                             "-GWordBits=32 -GOutputStationary=\"1'b1\"\n")
            (folder / "rtl.f").write_text("")
            self.assertEqual(self.refused(folder, env={"PATH": made}),
                             "toggles: needs yosys, which is not installed (Debian's package yosys)\n")
            (folder / "yosys").write_text("#!/bin/sh\n")
            (folder / "yosys").chmod(0o755)
            self.assertEqual(self.refused(folder, env={"PATH": made}),
                             "toggles: needs verilator, which is not installed (Debian's package verilator)\n")

    def test_count_without_yosys(self):
        with tempfile.TemporaryDirectory() as made:
            done = subprocess.run([sys.executable, str(script.parent / "count"), "--check", "adder"], capture_output=True,
                                  text=True, env={"PATH": made})
            self.assertEqual((done.returncode, done.stderr),
                             (1, "count: needs yosys, which is not installed (Debian's package yosys)\n"))


class Counted(unittest.TestCase):
    """The parsing of `count`, without Yosys."""

    def test_cells_below_count_as_often_as_they_are_there(self):
        design = {"top": {"attributes": {"top": 1}, "cells": {"a": {"type": "part"}, "b": {"type": "part"},
                                                              "c": {"type": "INV"}, "d": {"type": "box"}}},
                  "part": {"cells": {"x": {"type": "INV"}, "y": {"type": "DFF"}}},
                  "box": {"attributes": {"blackbox": 1}, "cells": {}}}
        self.assertEqual(toggles.count.top_of(design), "top")
        self.assertEqual(toggles.count.cells_of(design, "top"), {"INV": 3, "DFF": 2, "box": 1})

    def test_depth_ends_in_flip_flops(self):
        gate = lambda kind, a, y: {"type": kind, "connections": {"A": [a], "Y": [y]},
                                   "port_directions": {"A": "input", "Y": "output"}}
        module = {"cells": {"g1": gate("INV", 1, 2), "g2": gate("INV", 2, 3),
                            "f": {"type": "DFF", "connections": {"D": [3], "Q": [4]}},
                            "g3": gate("INV", 4, 5), "w": gate("$_BUF_", 5, 6), "g4": gate("INV", 6, 7), "g5": gate("INV", 7, 8)}}
        self.assertEqual(toggles.count.depth_of(module, "gates"), 3)

    def test_areas(self):
        found = toggles.count.areas()
        self.assertEqual(found["INV"], 0.532)
        self.assertEqual(set(found), {"INV", "NAND2", "AND2", "XOR2", "XNOR2", "MUX2", "DFF", "DFFR"})

    def test_frame(self):
        module = {"ports": {"clk_i": {"direction": "input", "bits": [1]}, "a_i": {"direction": "input", "bits": [2, 3]},
                            "y_o": {"direction": "output", "bits": [4, 5, 6]}}}
        text = toggles.count.frame_of(module)
        self.assertIn(".a_i(feed[0+:2]), .y_o(leaves[0+:3])", text)


if __name__ == "__main__":
    unittest.main()
