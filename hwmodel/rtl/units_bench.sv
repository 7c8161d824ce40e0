// Runs one unit on the words of a file and prints what it gives, a line for each, for a test that knows the answers:
//
//     +unit=encoder      {on, negative, bits[4:0], magnitude[15:0]} → the digits, the lowest exponent first, of + - 0
//     +unit=chain        {s[7:0], hese_on, relu, shift[6:0], multiplier[7:0], vector} → the cycles from the vector to the last slot, and
//                        what each slot holds
//     +unit=revealer     {budget[7:0], group} → what is kept of the group
//     +unit=comparator   {budget[7:0], group} → what each slot holds; the exponents of a group of four values come one after the other
//     +words=FILE +count=N
module units_bench #(
  parameter integer WordBits = 25,
  parameter integer Values = 4,
  parameter integer MostWords = 65536
);
  localparam integer Coefficients = 15, CoefficientBits = 12, Bits = 8, MultiplierBits = 8;
  localparam integer VectorBits = Coefficients * CoefficientBits;
  localparam integer GroupBits = 2 * Values * Bits;

  logic clk, rst_n = 1'b0;
  initial begin
    clk = 1'b0;
    forever #5 clk = !clk;
  end

  // Encoder.
  logic       on, negative, enable = 1'b0, first, bit_in, digit_valid;
  logic [1:0] digit;
  hese_encoder u_encoder (
    .clk_i(clk), .on_i(on), .negative_i(negative), .enable_i(enable), .first_i(first), .bit_i(bit_in),
    .valid_o(digit_valid), .digit_o(digit)
  );

  // Chain.
  logic                      load = 1'b0, relu, slot;
  logic [VectorBits-1:0]     vector;
  logic [MultiplierBits-1:0] multiplier;
  logic [6:0]                shift;
  logic [7:0]                data_terms;
  logic [15:0]               slot_term;
  output_units #(
    .Coefficients(Coefficients), .CoefficientBits(CoefficientBits), .WordBits(WordBits), .MultiplierBits(MultiplierBits),
    .Bits(Bits)
  ) u_chain (
    .clk_i(clk), .rst_ni(rst_n), .load_i(load), .vector_i(vector), .multiplier_i(multiplier), .shift_i(shift), .relu_i(relu),
    .hese_on_i(on), .data_terms_i(data_terms), .slot_o(slot), .term_o(slot_term)
  );

  // Revealer and comparator of groups.
  logic                 reveal = 1'b0, revealed, takes, group_slot, digits_there = 1'b0;
  logic [7:0]           budget = '0;
  logic [GroupBits-1:0] group = '0, kept;
  logic [2*Values-1:0]  digits = '0;
  logic [15:0]          group_term;
  group_revealer #(.Values(Values), .Digits(Bits)) u_revealer (
    .clk_i(clk), .rst_ni(rst_n), .load_i(reveal), .budget_i(budget), .group_i(group), .done_o(revealed), .group_o(kept)
  );
  term_comparator #(.Values(Values), .Slots(Values * Bits), .Digits(Bits)) u_comparator (
    .clk_i(clk), .rst_ni(rst_n), .start_i(reveal), .budget_i(budget), .enable_i(digits_there), .digits_i(digits),
    .takes_o(takes), .slot_o(group_slot), .term_o(group_term)
  );

  logic [255:0] words[MostWords];
  logic [255:0] word;
  string        unit, file;
  integer       count, cycles, slots;

  task automatic show_slot(input logic [15:0] term);
    if (!term[15]) $write(" .");
    else if (term[14]) $write(" -%0d:%0d", term[13:8], term[4:0]);
    else $write(" +%0d:%0d", term[13:8], term[4:0]);
  endtask

  task automatic encode;
    {on, negative} = word[22:21];
    for (integer i = 0; i <= word[20:16]; i++) begin
      enable = 1'b1;
      first  = i == 0;
      bit_in = i + 1 < word[20:16] && word[i];
      #1;
      if (digit_valid) begin
        if (!digit[0]) $write("0");
        else if (digit[1]) $write("-");
        else $write("+");
      end
      @(negedge clk);
    end
    enable = 1'b0;
    $display("");
  endtask

  task automatic run_chain;
    {data_terms, on, relu, shift, multiplier, vector} = word[25+VectorBits-1:0];
    load   = 1'b1;
    cycles = 0;
    slots  = 0;
    @(negedge clk);
    load = 1'b0;
    while (slots != (data_terms == '0 ? Bits : data_terms)) begin
      cycles = cycles + 1;
      if (slot) begin
        show_slot(slot_term);
        slots = slots + 1;
      end
      @(negedge clk);
    end
    $display(" %0d", cycles);
  endtask

  task automatic load_group;
    {budget, group} = word[GroupBits+7:0];
    reveal = 1'b1;
    @(negedge clk);
    reveal = 1'b0;
  endtask

  task automatic run_revealer;
    load_group;
    cycles = 0;
    while (!revealed) begin
      cycles = cycles + 1;
      @(negedge clk);
    end
    $display("%h %0d", kept, cycles);
  endtask

  task automatic run_comparator;
    load_group;
    for (integer e = 0; e < Bits; e++) begin
      for (integer v = 0; v < Values; v++) begin
        digits[2*v]   = group[v*Bits+e];
        digits[2*v+1] = group[Values*Bits+v*Bits+e];
      end
      digits_there = 1'b1;
      @(negedge clk);
    end
    digits_there = 1'b0;
    while (group_slot) begin
      show_slot(group_term);
      @(negedge clk);
    end
    $display("");
  endtask

  initial begin
    if (!$value$plusargs("unit=%s", unit) || !$value$plusargs("words=%s", file) || !$value$plusargs("count=%d", count)) begin
      $display("expected +unit, +words and +count");
      $fatal(1);
    end
    $readmemh(file, words, 0, count - 1);
    repeat (2) @(negedge clk);
    rst_n = 1'b1;
    @(negedge clk);
    for (integer i = 0; i < count; i++) begin
      word = words[i];
      if (unit == "encoder") encode;
      else if (unit == "chain") run_chain;
      else if (unit == "revealer") run_revealer;
      else run_comparator;
    end
    $finish;
  end
endmodule
