// A bit-parallel MAC (pMAC): one multiply-accumulate a cycle. Its ports are those of term_mac; the operands are revealed values
// of b + 1 bits, two's complement (a revealed b-bit value reaches 2^(b−1)).
module parallel_mac #(
  parameter integer WeightBits = 8,
  parameter integer DataBits = 8,
  parameter integer AccumulatorBits = 32,
  parameter bit WeightsHop = 1'b1
) (
  input  logic                       clk_i,
  input  logic                       rst_ni,
  input  logic                       start_i,
  input  logic [DataBits:0]          data_i,
  input  logic [WeightBits:0]        weights_i,
  input  logic                       load_i,
  input  logic [WeightBits:0]        load_value_i,
  input  logic                       set_i,
  input  logic [AccumulatorBits-1:0] sum_i,
  output logic [DataBits:0]          data_o,
  output logic [WeightBits:0]        weights_o,
  output logic [AccumulatorBits-1:0] sum_next_o
);
  /* verilator no_inline_module */  // one function serves all cells
  logic                              active_q;
  logic signed [DataBits:0]          data_q;
  logic signed [WeightBits:0]        weight_q;
  logic signed [DataBits+WeightBits+1:0] product;
  logic signed [AccumulatorBits-1:0] sum_q;

  assign product    = data_q * weight_q;
  assign sum_next_o = active_q ? sum_q + AccumulatorBits'(product) : sum_q;
  assign data_o     = data_q;
  assign weights_o  = weight_q;

  // What hops on before operands come must be nothing.
  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      active_q <= 1'b0;
      data_q   <= '0;
      weight_q <= '0;
    end else begin
      active_q <= start_i;
      if (start_i) begin
        data_q <= data_i;
      end
      if (WeightsHop ? start_i : load_i) begin
        weight_q <= WeightsHop ? weights_i : load_value_i;
      end
    end
  end

  always_ff @(posedge clk_i) begin
    sum_q <= set_i ? sum_i : sum_next_o;
  end
endmodule
