package dev.cofferdam.run;

/// The JSON form of a [Result].
public final class ResultJson {
  private ResultJson() {}

  /// One object on one line, as `docs/result.schema.json` describes it.
  public static String of(Result result) {
    return "{\"schemaVersion\":" + Result.SCHEMA_VERSION + ",\"id\":\"" + result.id() + "\"}";
  }
}
