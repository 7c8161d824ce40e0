// The units after a column of term MACs, one behind the other: converter, ReLU and requantizer, HESE encoder, term comparator. What
// leaves are the terms of an activation of the next layer. A unit takes what the one before it gave in the cycle before.
// (hwmodel/units/OutputUnits.h, which tells the latency: WordBits + MultiplierBits + Bits + slots + 5)
module output_units #(
  parameter integer Coefficients = 15,
  parameter integer CoefficientBits = 12,
  parameter integer WordBits = 25,
  parameter integer MultiplierBits = 8,
  parameter integer Bits = 8
) (
  input  logic                                    clk_i,
  input  logic                                    rst_ni,
  input  logic                                    load_i,
  input  logic [Coefficients*CoefficientBits-1:0] vector_i,
  input  logic [MultiplierBits-1:0]               multiplier_i,
  input  logic [6:0]                              shift_i,
  input  logic                                    relu_i,
  input  logic                                    hese_on_i,
  input  logic [7:0]                              data_terms_i,  // s; 0: all terms pass
  output logic                                    slot_o,
  output logic [15:0]                             term_o
);
  localparam integer CountBits = $clog2(Bits + 2);

  logic word_valid, word_bit, word_valid_q, word_bit_q;
  binary_converter #(
    .Coefficients(Coefficients), .CoefficientBits(CoefficientBits), .WordBits(WordBits)
  ) u_converter (
    .clk_i, .rst_ni, .load_i, .vector_i, .valid_o(word_valid), .bit_o(word_bit)
  );

  logic takes_bit, magnitude_valid, magnitude_bit, magnitude_valid_q, magnitude_bit_q, negative;
  requantizer #(
    .WordBits(WordBits), .MultiplierBits(MultiplierBits), .Bits(Bits)
  ) u_requantizer (
    .clk_i, .rst_ni, .start_i(load_i), .multiplier_i, .shift_i, .relu_i, .enable_i(word_valid_q || !takes_bit),
    .bit_i(word_bit_q), .takes_o(takes_bit), .valid_o(magnitude_valid), .bit_o(magnitude_bit), .negative_o(negative)
  );

  // The encoder takes the magnitude's bits and two zeros.
  logic [CountBits-1:0] encoded_q;
  logic                 encodes, digit_valid, digit_valid_q;
  logic [1:0]           digit, digit_q;
  assign encodes = magnitude_valid_q || (encoded_q != '0 && encoded_q != CountBits'(Bits + 1));
  hese_encoder u_encoder (
    .clk_i, .on_i(hese_on_i), .negative_i(negative), .enable_i(encodes), .first_i(encoded_q == '0),
    .bit_i(magnitude_valid_q && magnitude_bit_q), .valid_o(digit_valid), .digit_o(digit)
  );

  logic takes_digits;
  term_comparator #(.Values(1), .Slots(Bits), .Digits(Bits)) u_comparator (
    .clk_i, .rst_ni, .start_i(load_i), .budget_i(data_terms_i == '0 ? 8'(Bits) : data_terms_i), .enable_i(digit_valid_q),
    .digits_i(digit_q), .takes_o(takes_digits), .slot_o, .term_o
  );

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      word_valid_q      <= 1'b0;
      magnitude_valid_q <= 1'b0;
      digit_valid_q     <= 1'b0;
      encoded_q         <= '0;
    end else if (load_i) begin
      word_valid_q      <= 1'b0;
      magnitude_valid_q <= 1'b0;
      digit_valid_q     <= 1'b0;
      encoded_q         <= '0;
    end else begin
      word_valid_q      <= word_valid;
      magnitude_valid_q <= magnitude_valid;
      digit_valid_q     <= digit_valid;
      if (encodes) encoded_q <= encoded_q + CountBits'(1);
    end
  end
  always_ff @(posedge clk_i) begin
    word_bit_q      <= word_bit;
    magnitude_bit_q <= magnitude_bit;
    digit_q         <= digit;
  end

  logic unused;
  assign unused = takes_digits;
endmodule
