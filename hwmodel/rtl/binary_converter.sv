// Binary stream converter: a coefficient vector becomes one two's complement word, one bit a cycle, the least significant first.
// (hwmodel/units/BinaryConverter.h)
//
// load_i takes a vector; from the next cycle on a bit leaves in each, WordBits of them.
module binary_converter #(
  parameter integer Coefficients = 15,
  parameter integer CoefficientBits = 12,
  parameter integer WordBits = 25
) (
  input  logic                                    clk_i,
  input  logic                                    rst_ni,
  input  logic                                    load_i,
  input  logic [Coefficients*CoefficientBits-1:0] vector_i,
  output logic                                    valid_o,
  output logic                                    bit_o
);
  localparam integer CountBits = $clog2(WordBits + 1);

  logic [Coefficients*CoefficientBits-1:0] vector_q;
  logic signed [CoefficientBits:0]         carry_q, sum;
  logic signed [CoefficientBits-1:0]       coefficient;
  logic [CountBits-1:0]                    left_q;

  assign coefficient = vector_q[CoefficientBits-1:0];
  assign sum         = carry_q + (CoefficientBits + 1)'(coefficient);
  assign valid_o     = left_q != '0;
  assign bit_o       = sum[0];

  always_ff @(posedge clk_i or negedge rst_ni) begin
    if (!rst_ni) begin
      left_q <= '0;
    end else if (load_i) begin
      left_q <= CountBits'(WordBits);
    end else if (valid_o) begin
      left_q <= left_q - CountBits'(1);
    end
  end
  always_ff @(posedge clk_i) begin
    if (load_i) begin
      vector_q <= vector_i;
      carry_q  <= '0;
    end else if (valid_o) begin
      vector_q <= vector_q >> CoefficientBits;
      carry_q  <= sum >>> 1;
    end
  end
endmodule
