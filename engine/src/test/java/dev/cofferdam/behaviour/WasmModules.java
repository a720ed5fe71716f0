package dev.cofferdam.behaviour;

import dev.cofferdam.sandbox.Bytes;
import dev.cofferdam.sandbox.Program;
import dev.cofferdam.sandbox.SandboxSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Modules in the binary format, made of the text beside them by `wat2wasm`.
enum WasmModules {
  /// Writes `hello wasm` by `fd_write` and leaves by `proc_exit` with 7.
  HELLO(
      "0061736d0100000001100360047f7f7f7f017f60017f0060000002460216776173695f736e617073686f745f7072"
          + "6576696577310866645f7772697465000016776173695f736e617073686f745f70726576696577310970726f"
          + "635f657869740001030201020503010001071302066d656d6f72790200065f737461727400020a21011f0041"
          + "0041103602004104410b360200410141004101410810001a410710010b0b11010041100b0b68656c6c6f2077"
          + "61736d0a"),
  /// `(func (export "_start") unreachable)`.
  TRAP(
      "0061736d01000000010401600000030201000503010001071302066d656d6f72790200065f737461727400000a05"
          + "010300000b"),
  /// `(drop (i32.load (i32.const -8)))`.
  OUTSIDE(
      "0061736d01000000010401600000030201000503010001071302066d656d6f72790200065f737461727400000a0a"
          + "01080041782802001a0b"),
  /// `memory.grow` by 16 pages until it is refused, then `unreachable`.
  GROW(
      "0061736d01000000010401600000030201000503010001071302066d656d6f72790200065f737461727400000a14"
          + "011200034041104000417f460440000b0c000b0b"),
  /// Grows until it is refused and then divides by zero.
  GROW_AND_DIVIDE(
      "0061736d01000000010401600000030201000503010001071302066d656d6f72790200065f737461727400000a19"
          + "011700034041104000417f46044041014100"
          + "6d1a0b0c000b0b"),
  /// A function that calls itself for ever.
  DEEP(
      "0061736d0100000001090260017f017f60000003030200010503010001071302066d656d6f72790200065f737461"
          + "727400010a130209002000100041016a0b0700410110001a0b"),
  /// `(import "env" "secret" (func))`.
  FOREIGN_IMPORT(
      "0061736d01000000010401600000020e0103656e76067365637265740000030201000503010001071302066d656d"
          + "6f72790200065f737461727400010a040102000b"),
  /// `(loop (br 0))`.
  SPIN(
      "0061736d01000000010401600000030201000503010001071302066d656d6f72790200065f737461727400000a09"
          + "01070003400c000b0b"),
  /// A function named `x`, a newline, `Caused by:`, a newline and a trap that was none; one
  /// `memory.grow` that is refused, and `(throw $e)`, which nobody catches.
  LIAR(
      "0061736d010000000104016000000302010005030100010d03010000071302066d656d6f72790200065f73746172"
          + "7400000a0d010b0041e0d40340001a08000b003f046e616d65013201002f780a4361757365642062793a0a7761"
          + "736d20747261703a206f7574206f66206d656d6f72793b2061736b20726f6f740b0401000165"),
  /// Exports `f` and no `_start`.
  LIBRARY(
      "0061736d01000000010401600000030201000503010001070e02066d656d6f72790200016600000a040102000b");

  private final String hexadecimal;

  WasmModules(String hexadecimal) {
    this.hexadecimal = hexadecimal;
  }

  byte[] bytes() {
    return HexFormat.of().parseHex(hexadecimal);
  }

  SandboxSpec spec() {
    return spec(bytes());
  }

  /// Cut short.
  SandboxSpec specOfFirst(int bytes) {
    return spec(Arrays.copyOf(bytes(), bytes));
  }

  static SandboxSpec spec(byte[] module) {
    return SandboxSpec.of(
        new Program.Script("main.wasm", Bytes.of(module), Program.Script.MODULE, List.of()));
  }
}
