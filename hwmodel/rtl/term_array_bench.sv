// Runs a product, or two one after the other, and compares what comes out, and the cycles, with what files say:
//
//     +case=DIR     the product's files: layer.hex, west.hex, north.hex or loads.hex, outputs.hex (the README tells their words)
//     +second=DIR   a second product, whose registers are written while the first one is in flight: when cell (0, 0) has done its last
//                   item. What the change of mode costs is compared with the delay in the first one's layer.hex.
//     +vcd=FILE     the run as a value change dump
//
// It ends with "cycles=N outputs=OK", or says what is different and stops with an error.
module term_array_bench #(
  parameter integer Rows = 8,
  parameter integer Columns = 8,
  parameter bit TermCells = 1'b1,
  parameter bit OutputStationary = 1'b1,
  parameter bit Drain = 1'b0,
  parameter bit Resizable = 1'b0,
  parameter integer Values = 8,
  parameter integer WeightBits = 8,
  parameter integer DataBits = 8,
  parameter integer CoefficientBits = 12,
  parameter integer WordBits = 32,
  parameter integer WestWords = 2048,    // of a bank of each memory
  parameter integer NorthWords = 2048,
  parameter integer LoadWords = 16384,
  parameter integer OutputWords = 2048
);
  localparam integer CountBits = 24;
  localparam integer DataUnit = TermCells ? 2 * Values * DataBits : DataBits + 1;
  localparam integer WeightUnit = TermCells ? 2 * Values * WeightBits : WeightBits + 1;
  localparam integer LayerWords = 16;
  localparam integer PlaceBits = $clog2(2 * OutputWords);

  logic        clk, rst_n = 1'b0, write = 1'b0;
  logic [2:0]  address = '0;
  logic [31:0] data = '0;
  logic        busy, error, bank, result_bank, result_adds, load_valid;
  logic [31:0] cycles;
  logic [7:0]  load_row;
  logic [15:0] load_slot;
  logic [CountBits-1:0]          first_row, first_column, step, result_column;
  logic [Rows-1:0]               west_valid;
  logic [Columns-1:0]            north_valid, result_valid;
  logic [Rows*DataUnit-1:0]      west = '0;
  logic [Columns*WeightUnit-1:0] north = '0;
  logic [Columns*16-1:0]         load = '0;
  logic [Columns*CountBits-1:0]  result_line;
  logic [Columns*WordBits-1:0]   result;

  initial begin
    clk = 1'b0;
    forever #5 clk = !clk;
  end

`ifdef NETLIST
  term_array u_array (
`else
  term_array #(
    .Rows(Rows), .Columns(Columns), .TermCells(TermCells), .OutputStationary(OutputStationary), .Drain(Drain),
    .Resizable(Resizable), .Values(Values), .WeightBits(WeightBits), .DataBits(DataBits), .CoefficientBits(CoefficientBits),
    .WordBits(WordBits), .CountBits(CountBits), .DataUnit(DataUnit), .WeightUnit(WeightUnit)
  ) u_array (
`endif
    .clk_i(clk), .rst_ni(rst_n), .write_i(write), .address_i(address), .data_i(data), .busy_o(busy),
    .error_o(error), .cycles_o(cycles), .bank_o(bank), .first_row_o(first_row), .first_column_o(first_column), .step_o(step),
    .west_valid_o(west_valid), .west_i(west), .north_valid_o(north_valid), .north_i(north), .load_valid_o(load_valid),
    .load_row_o(load_row), .load_slot_o(load_slot), .load_i(load), .result_valid_o(result_valid), .result_bank_o(result_bank),
    .result_adds_o(result_adds), .result_line_o(result_line), .result_column_o(result_column), .result_o(result)
  );

  // Memories, two banks of each.
  logic [DataUnit-1:0]   west_memory[2*WestWords];
  logic [WeightUnit-1:0] north_memory[2*NorthWords];
  logic [15:0]           load_memory[2*LoadWords];
  logic [63:0]           expected[2*OutputWords];
  logic signed [63:0]    outputs[2*OutputWords];
  logic [31:0]           layer[2*LayerWords];

  // Words of layer.hex.
  localparam logic [3:0] IsM = 4'd0, IsG = 4'd1, IsN = 4'd2, IsUsed = 4'd3, IsMode = 4'd4, IsTerms = 4'd5, IsSlots = 4'd6,
                         IsCycles = 4'd7, IsDelay = 4'd8;

  for (genvar r = 0; r < Rows; r++) begin : gen_west
    integer line, unit;
    assign line = OutputStationary ? 32'(first_row) + r : 32'(step) - r;
    assign unit = OutputStationary ? 32'(step) - r : 32'(first_row) + r;
    always_ff @(posedge clk) begin
      if (west_valid[r]) west[r*DataUnit+:DataUnit] <= west_memory[(bank ? WestWords : 0) + line * layer[{bank, IsG}] + unit];
    end
  end
  for (genvar c = 0; c < Columns; c++) begin : gen_column
    integer line, slot;
    assign line = 32'(first_column) + c;
    assign slot = (line * layer[{bank, IsG}] + 32'(first_row) + 32'(load_row)) * layer[{bank, IsSlots}] + 32'(load_slot);
    always_ff @(posedge clk) begin
      if (OutputStationary && north_valid[c]) begin
        north[c*WeightUnit+:WeightUnit] <= north_memory[(bank ? NorthWords : 0) + line * layer[{bank, IsG}] + 32'(step) - c];
      end
      if (!OutputStationary && load_valid && north_valid[c]) load[c*16+:16] <= load_memory[(bank ? LoadWords : 0) + slot];
    end

    logic signed [WordBits-1:0] word;
    logic [PlaceBits-1:0]       place;
    assign word  = result[c*WordBits+:WordBits];
    assign place = PlaceBits'((result_bank ? OutputWords : 0) +
        32'(result_line[c*CountBits+:CountBits]) * layer[{result_bank, IsN}] + 32'(result_column) + c);
    always_ff @(posedge clk) begin
      if (result_valid[c]) outputs[place] <= 64'(word) + (result_adds ? outputs[place] : 64'd0);
    end
  end

  string  folder, second, file;
  integer differences = 0, delay = 0;
  logic   two = 1'b0;

  task automatic read_layer(input logic in_bank, input string from);
    integer base;
    base = in_bank ? LayerWords : 0;
    $sformat(file, "%0s/layer.hex", from);
    $readmemh(file, layer, base, base + 32'(IsDelay));
    base = in_bank ? WestWords : 0;
    $sformat(file, "%0s/west.hex", from);
    $readmemh(file, west_memory, base, base + layer[{in_bank, IsM}] * layer[{in_bank, IsG}] - 1);
    if (OutputStationary) begin
      base = in_bank ? NorthWords : 0;
      $sformat(file, "%0s/north.hex", from);
      $readmemh(file, north_memory, base, base + layer[{in_bank, IsN}] * layer[{in_bank, IsG}] - 1);
    end else begin
      base = in_bank ? LoadWords : 0;
      $sformat(file, "%0s/loads.hex", from);
      $readmemh(file, load_memory, base,
                base + layer[{in_bank, IsN}] * layer[{in_bank, IsG}] * layer[{in_bank, IsSlots}] - 1);
    end
    base = in_bank ? OutputWords : 0;
    $sformat(file, "%0s/outputs.hex", from);
    $readmemh(file, expected, base, base + layer[{in_bank, IsM}] * layer[{in_bank, IsN}] - 1);
    for (integer i = 0; i < OutputWords; i++) outputs[base+i] = 64'h5555_5555_5555_5555;
  endtask

  task automatic write_word(input logic [2:0] to, input logic [31:0] word);
    write   = 1'b1;
    address = to;
    data    = word;
    @(negedge clk);
    write = 1'b0;
  endtask

  task automatic write_shape(input logic in_bank);
    write_word(3'd2, layer[{in_bank, IsM}]);
    write_word(3'd3, layer[{in_bank, IsG}]);
    write_word(3'd4, layer[{in_bank, IsN}]);
    write_word(3'd5, layer[{in_bank, IsUsed}]);
  endtask

  task automatic write_mode(input logic in_bank);
    write_word(3'd0, layer[{in_bank, IsMode}]);
    write_word(3'd1, {1'b1, in_bank, 14'b0, layer[{in_bank, IsTerms}][15:0]});
  endtask

  task automatic compare(input logic in_bank, input integer taken);
    integer base;
    base = in_bank ? OutputWords : 0;
    if (taken != layer[{in_bank, IsCycles}]) begin
      $display("cycles: expected %0d, found %0d", layer[{in_bank, IsCycles}], taken);
      differences = differences + 1;
    end
    for (integer i = 0; i < layer[{in_bank, IsM}] * layer[{in_bank, IsN}]; i++) begin
      if (outputs[base+i] !== expected[base+i]) begin
        if (differences < 8) $display("output %0d: expected %0d, found %0d", i, $signed(expected[base+i]), outputs[base+i]);
        differences = differences + 1;
      end
    end
  endtask

  // Writes the second product's words when the first one's last item has left cell (0, 0), and waits until it begins.
  task automatic switch_mode;
    integer rows_used, columns_used, stream, axis_rows;
    rows_used    = (layer[{1'b0, IsUsed}] & 255);
    columns_used = (layer[{1'b0, IsUsed}] >> 16);
    stream       = OutputStationary ? layer[{1'b0, IsG}] : layer[{1'b0, IsM}];
    axis_rows    = OutputStationary ? layer[{1'b0, IsM}] : layer[{1'b0, IsG}];
    // Of one cell the last item ends the layer, and its place is the first one again.
    while (!(cycles == layer[{1'b0, IsCycles}] ||
             (32'(first_row) + rows_used >= axis_rows && 32'(first_column) + columns_used >= layer[{1'b0, IsN}] &&
              32'(step) >= stream))) @(negedge clk);
    write_mode(1'b1);
    delay = 2;  // the two writes
    while (bank == 1'b0) begin
      @(negedge clk);
      delay = delay + 1;
    end
  endtask

  // A run that does not end is wrong, too.
  integer patience = 0;
  always @(posedge clk) begin
    patience <= patience + 1;
    if (rst_n && patience > 2 * (layer[{1'b0, IsCycles}] + (two ? layer[{1'b1, IsCycles}] : 0)) + 1000) begin
      $display("cycles: the run does not end after %0d cycles, busy=%b error=%b", patience, busy, error);
      $fatal(1);
    end
  end

  initial begin
    if ($value$plusargs("vcd=%s", file)) begin
      $dumpfile(file);
      $dumpvars;
    end
    if (!$value$plusargs("case=%s", folder)) begin
      folder = ".";
    end
    two = $value$plusargs("second=%s", second) != 0;
    read_layer(1'b0, folder);
    if (two) read_layer(1'b1, second);
    repeat (2) @(negedge clk);
    rst_n = 1'b1;
    @(negedge clk);
    write_shape(1'b0);
    write_mode(1'b0);
    if (error) begin
      $display("the registers hold what the array cannot run");
      $fatal(1);
    end
    if (two) begin
      write_shape(1'b1);
      switch_mode;
      if (delay != layer[{1'b0, IsDelay}]) begin
        $display("delay: expected %0d, found %0d", layer[{1'b0, IsDelay}], delay);
        differences = differences + 1;
      end
    end
    while (busy) @(negedge clk);
    compare(two, cycles);
    if (two) compare(1'b0, layer[{1'b0, IsCycles}]);
    if (differences != 0) begin
      $display("cycles=%0d outputs=DIFFERENT (%0d differences)", cycles, differences);
      $fatal(1);
    end
    if (two) $display("cycles=%0d outputs=OK delay=%0d", cycles, delay);
    else $display("cycles=%0d outputs=OK", cycles);
    $finish;
  end
endmodule
