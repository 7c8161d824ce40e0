// Walks through the term pairs of two groups, one a cycle: each weight term meets all data terms of its value, largest first; a
// weight term whose value has no data terms costs no cycle.
//
// The pair that is shown is the one of this cycle. start_i says that new groups arrive with the coming edge.
module pair_cursor #(
  parameter integer Values = 8,
  parameter integer WeightDigits = 8,
  parameter integer DataDigits = 8,
  parameter integer ValueBits = 3,
  parameter integer WeightExponentBits = 3,
  parameter integer DataExponentBits = 3
) (
  input  logic                           clk_i,
  input  logic                           rst_ni,
  input  logic                           start_i,
  input  logic [Values*WeightDigits-1:0] weights_i,  // digits that are there
  input  logic [Values*DataDigits-1:0]   data_i,
  output logic                           valid_o,
  output logic [ValueBits-1:0]           value_o,
  output logic [WeightExponentBits-1:0]  weight_exponent_o,
  output logic [DataExponentBits-1:0]    data_exponent_o
);
  // Where the cursor stands: a value, the weight term at work, what it has still to meet, and the weight terms behind it.
  logic                          fresh_q;
  logic [ValueBits-1:0]          value_q;
  logic [WeightExponentBits-1:0] weight_exponent_q;
  logic [WeightDigits-1:0]       weights_left_q;
  logic [DataDigits-1:0]         data_left_q;

  logic same_weight, same_value;
  assign same_weight = !fresh_q && data_left_q != '0;
  assign same_value  = !fresh_q && weights_left_q != '0;

  // The next value that has pairs.
  logic                 later_valid;
  logic [ValueBits-1:0] later_value;
  always_comb begin
    later_valid = 1'b0;
    later_value = '0;
    for (integer i = 0; i < Values; i++) begin
      // From the last to the first: what is found last counts.
      if (weights_i[(Values-1-i)*WeightDigits+:WeightDigits] != '0 && data_i[(Values-1-i)*DataDigits+:DataDigits] != '0 &&
          (fresh_q || ValueBits'(Values - 1 - i) > value_q)) begin
        later_valid = 1'b1;
        later_value = ValueBits'(Values - 1 - i);
      end
    end
  end

  assign value_o = (same_weight || same_value) ? value_q : later_value;

  logic [WeightDigits-1:0] value_weights, weights, weights_rest;
  logic [DataDigits-1:0]   value_data, data, data_rest;
  always_comb begin
    value_weights = '0;
    value_data    = '0;
    for (integer v = 0; v < Values; v++) begin
      if (value_o == ValueBits'(v)) begin
        value_weights = weights_i[v*WeightDigits+:WeightDigits];
        value_data    = data_i[v*DataDigits+:DataDigits];
      end
    end
  end
  assign weights = (same_weight || same_value) ? weights_left_q : value_weights;
  assign data    = same_weight ? data_left_q : value_data;

  logic                          weight_valid, data_valid;
  logic [WeightExponentBits-1:0] weight_exponent;
  first_term #(.Digits(WeightDigits), .ExponentBits(WeightExponentBits)) u_weight (
    .digits_i(weights), .valid_o(weight_valid), .exponent_o(weight_exponent), .rest_o(weights_rest)
  );
  first_term #(.Digits(DataDigits), .ExponentBits(DataExponentBits)) u_data (
    .digits_i(data), .valid_o(data_valid), .exponent_o(data_exponent_o), .rest_o(data_rest)
  );

  assign valid_o           = same_weight || (weight_valid && data_valid && (same_value || later_valid));
  assign weight_exponent_o = same_weight ? weight_exponent_q : weight_exponent;

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      fresh_q           <= 1'b1;
      value_q           <= '0;
      weight_exponent_q <= '0;
      weights_left_q    <= '0;
      data_left_q       <= '0;
    end else if (start_i) begin
      fresh_q <= 1'b1;
    end else if (valid_o) begin
      fresh_q           <= 1'b0;
      value_q           <= value_o;
      weight_exponent_q <= weight_exponent_o;
      data_left_q       <= data_rest;
      if (!same_weight) begin
        weights_left_q <= weights_rest;
      end
    end
  end
endmodule
