package dev.cofferdam.runtime.oci;

import dev.cofferdam.error.CofferdamException;
import dev.cofferdam.error.ErrorCode;
import dev.cofferdam.sandbox.RuntimeName;

/// A runtime that is not there.
record RuntimeMissing(RuntimeName name) {
  CofferdamException exception() {
    return new CofferdamException(
        ErrorCode.RUNTIME_UNAVAILABLE,
        "the runtime " + name.label() + " is not installed",
        "run 'cofferdam setup'");
  }
}
