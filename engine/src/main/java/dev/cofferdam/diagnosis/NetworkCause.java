package dev.cofferdam.diagnosis;

import dev.cofferdam.diagnosis.Evidence.FailedCall;
import dev.cofferdam.sandbox.NetworkPolicy;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A connection out of the sandbox that its policy does not allow, as recorded calls say. A refused
/// connection on loopback is the program's own affair.
record NetworkCause(Trust trust) implements Cause {
  /// The address of the name server in the sandbox's `/etc/resolv.conf`, where nobody listens.
  static final String RESOLVER = "192.0.2.53";

  /// How the library's functions begin that look names up: no kernel knows such a call.
  private static final String LOOKUP = "get";

  private static final Set<String> CALLS = Set.of("connect", "sendto", "sendmsg", "sendmmsg");
  private static final Set<String> ERRORS =
      Set.of("ENETUNREACH", "ENETDOWN", "EHOSTUNREACH", "EPERM", "EACCES");

  /// What programs say of it beside the recorded error: it, or the resolver's own errors.
  private static final Set<String> WORDS =
      Set.of("ENETUNREACH", "ENETDOWN", "EHOSTUNREACH", "EAI_AGAIN", "EAI_NONAME");

  private static final List<String> BEARERS =
      LastWord.bearers(
          "ConnectionError",
          "ConnectError",
          "ConnectorError",
          "ConnectTimeout",
          "URLError",
          "HTTPError",
          "ProxyError",
          "SSLError",
          "MaxRetryError",
          "FetchError",
          "AxiosError",
          "TimeoutError",
          "gaierror",
          "UnknownHostException");

  private static final Pattern ADDRESS = Pattern.compile("^\\[?([0-9A-Fa-f.:]+?)\\]?:(\\d{1,5})$");
  private static final Pattern LOOPBACK =
      Pattern.compile("^(?:127\\..*|(?:::ffff:)?127\\..*|::1|0\\.0\\.0\\.0|::)$");

  /// How curl, git, wget, ssh, node and requests name the host they could not resolve.
  private static final Pattern HOST =
      Pattern.compile(
          "(?:resolve host(?:name| address)?:? [‘'\"]?|getaddrinfo E\\w+ |host=['\"])"
              + "([A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?)");

  @Override
  public Optional<Diagnosis> explain(Observation seen) {
    List<FailedCall> failures =
        seen.failures().stream()
            .filter(NetworkCause::isOfTheNetwork)
            .filter(failure -> ERRORS.contains(failure.errno()))
            .filter(failure -> leavesTheSandbox(failure))
            .toList();
    if (failures.isEmpty()) {
      return Optional.empty();
    }
    LastWord word = LastWord.of(seen);
    Verdict verdict = verdict(seen, word, failures);
    if (!trust.accepts(verdict)) {
      return Optional.empty();
    }
    return Optional.of(diagnosis(choose(failures, word), failures, verdict, seen));
  }

  private static Verdict verdict(Observation seen, LastWord word, List<FailedCall> failures) {
    boolean said =
        word.own().contains("fetch failed")
            || failures.stream().anyMatch(failure -> word.own().contains(host(failure)));
    var errors = new HashSet<>(WORDS);
    failures.forEach(failure -> errors.add(failure.errno()));
    Verdict verdict = word.on(seen, errors, BEARERS);
    if (said && verdict == Verdict.CONTRADICTED && word.errors().isEmpty()) {
      return Verdict.CONFIRMED;
    }
    return verdict.unlessFollowed(
        seen.lastFailure().filter(last -> !failures.contains(last)).isPresent());
  }

  /// The last one that is named, else the last that is no name lookup, else the last: a lookup
  /// before a connection to a plain address is not what failed it.
  private static FailedCall choose(List<FailedCall> failures, LastWord word) {
    return failures.reversed().stream()
        .filter(failure -> word.passage().contains(host(failure)))
        .findFirst()
        .or(() -> failures.reversed().stream().filter(f -> !isLookup(f)).findFirst())
        .orElse(failures.getLast());
  }

  private static Diagnosis diagnosis(
      FailedCall cause, List<FailedCall> all, Verdict verdict, Observation seen) {
    String destination = cause.target().orElse("");
    var details = new LinkedHashMap<String, String>();
    details.put("destination", destination);
    details.put("policy", seen.network().label());
    details.put("syscall", cause.call());
    details.put("errno", cause.errno());
    String summary;
    if (isLookup(cause)) {
      Matcher host = HOST.matcher(LastWord.of(seen).passage());
      details.put("lookup", "true");
      String name = cause.source() == Evidence.Source.GUEST ? " of " + host(cause) : "";
      if (name.isEmpty() && host.find()) {
        details.put("host", host.group(1));
        name = " (of " + host.group(1) + ", as the program says)";
      }
      summary = "A name lookup" + name + " failed with " + cause.errno();
    } else {
      summary = "A connection to " + destination + " failed with " + cause.errno();
    }
    return new Diagnosis(
        Kind.NETWORK_ISOLATED,
        verdict.confidence(),
        verdict.summary(summary + ": the network policy is '" + seen.network().label() + "'."),
        details,
        verdict.mitigation(mitigation(seen.network())),
        CallEvidence.of(cause, all));
  }

  private static String mitigation(NetworkPolicy policy) {
    return switch (policy) {
      case NetworkPolicy.None none ->
          "no destination can be allowed with --network "
              + none.label()
              + ": fetch what the program needs beforehand and mount it,"
              + " for example -v \"$PWD/data\":/data:ro";
    };
  }

  /// The runner inside tells of whatever it was that wanted out.
  private static boolean isOfTheNetwork(FailedCall failure) {
    return CALLS.contains(failure.call())
        || (failure.source() == Evidence.Source.GUEST && failure.call().startsWith(LOOKUP));
  }

  private static boolean leavesTheSandbox(FailedCall failure) {
    String host = host(failure);
    return !host.isEmpty() && !LOOPBACK.matcher(host).matches() && !host.equals("localhost");
  }

  private static boolean isLookup(FailedCall failure) {
    return failure.call().startsWith(LOOKUP)
        || (host(failure).equals(RESOLVER) && failure.target().orElse("").endsWith(":53"));
  }

  private static String host(FailedCall failure) {
    String target = failure.target().orElse("");
    Matcher address = ADDRESS.matcher(target);
    if (address.matches()) {
      return address.group(1);
    }
    // A kernel sees addresses only; the runner inside is asked for names, and asks nobody.
    return failure.source() == Evidence.Source.GUEST ? target.replaceFirst(":\\d{1,5}$", "") : "";
  }
}
