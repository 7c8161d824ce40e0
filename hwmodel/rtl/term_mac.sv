// A term MAC (tMAC): two queues of terms, one adder of exponents, one vector of coefficients. One term pair a cycle.
//
// start_i: with the coming edge a step begins; data_i is taken, and weights_i where weights hop too. set_i: the vector becomes
// sum_i with that edge. load_i: a term of a stationary group comes.
module term_mac #(
  parameter integer Values = 8,
  parameter integer WeightBits = 8,
  parameter integer DataBits = 8,
  parameter integer CoefficientBits = 12,
  parameter bit WeightsHop = 1'b1
) (
  input  logic                                                  clk_i,
  input  logic                                                  rst_ni,
  input  logic                                                  start_i,
  input  logic [2*Values*DataBits-1:0]                          data_i,
  input  logic [2*Values*WeightBits-1:0]                        weights_i,
  input  logic                                                  load_i,
  input  logic                                                  load_first_i,
  input  logic [15:0]                                           load_term_i,
  input  logic                                                  set_i,
  input  logic [(WeightBits+DataBits-1)*CoefficientBits-1:0]    sum_i,
  output logic [2*Values*DataBits-1:0]                          data_o,
  output logic [2*Values*WeightBits-1:0]                        weights_o,
  output logic [(WeightBits+DataBits-1)*CoefficientBits-1:0]    sum_next_o
);
  /* verilator no_inline_module */  // one function serves all cells
  localparam integer ValueBits = Values > 1 ? $clog2(Values) : 1;
  localparam integer WeightExponentBits = WeightBits > 1 ? $clog2(WeightBits) : 1;
  localparam integer DataExponentBits = DataBits > 1 ? $clog2(DataBits) : 1;
  localparam integer Coefficients = WeightBits + DataBits - 1;
  localparam integer IndexBits = $clog2(Coefficients);

  term_queue #(.Values(Values), .Digits(DataBits)) u_data (
    .clk_i, .rst_ni, .take_i(start_i), .group_i(data_i), .load_i(1'b0), .load_first_i(1'b0), .term_i(16'b0), .group_o(data_o)
  );
  term_queue #(.Values(Values), .Digits(WeightBits)) u_weights (
    .clk_i, .rst_ni, .take_i(WeightsHop && start_i), .group_i(weights_i), .load_i(!WeightsHop && load_i),
    .load_first_i(load_first_i), .term_i(load_term_i), .group_o(weights_o)
  );

  logic                          pair_valid;
  logic [ValueBits-1:0]          value;
  logic [WeightExponentBits-1:0] weight_exponent;
  logic [DataExponentBits-1:0]   data_exponent;
  pair_cursor #(
    .Values(Values), .WeightDigits(WeightBits), .DataDigits(DataBits), .ValueBits(ValueBits),
    .WeightExponentBits(WeightExponentBits), .DataExponentBits(DataExponentBits)
  ) u_cursor (
    .clk_i, .rst_ni, .start_i,
    .weights_i(weights_o[Values*WeightBits-1:0]), .data_i(data_o[Values*DataBits-1:0]),
    .valid_o(pair_valid), .value_o(value), .weight_exponent_o(weight_exponent), .data_exponent_o(data_exponent)
  );

  // The signs of the two terms.
  logic weight_negative, data_negative;
  always_comb begin
    weight_negative = 1'b0;
    data_negative   = 1'b0;
    for (integer v = 0; v < Values; v++) begin
      if (value == ValueBits'(v)) begin
        for (integer e = 0; e < WeightBits; e++) begin
          if (weight_exponent == WeightExponentBits'(e)) weight_negative = weights_o[Values*WeightBits+v*WeightBits+e];
        end
        for (integer e = 0; e < DataBits; e++) begin
          if (data_exponent == DataExponentBits'(e)) data_negative = data_o[Values*DataBits+v*DataBits+e];
        end
      end
    end
  end

  logic [IndexBits-1:0] index;
  logic                 negative;
  exponent_adder #(
    .WeightExponentBits(WeightExponentBits), .DataExponentBits(DataExponentBits), .SumBits(IndexBits)
  ) u_adder (
    .weight_exponent_i(weight_exponent), .weight_negative_i(weight_negative),
    .data_exponent_i(data_exponent), .data_negative_i(data_negative), .exponent_o(index), .negative_o(negative)
  );

  coefficient_vector #(
    .Coefficients(Coefficients), .CoefficientBits(CoefficientBits), .IndexBits(IndexBits)
  ) u_vector (
    .clk_i, .set_i, .vector_i(sum_i), .count_i(pair_valid), .negative_i(negative), .index_i(index), .next_o(sum_next_o)
  );
endmodule
