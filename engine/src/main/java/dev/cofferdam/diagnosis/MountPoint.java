package dev.cofferdam.diagnosis;

/// A line of the sandbox's own mount table.
///
/// @param destination absolute path inside
/// @param readOnly whether the mount refuses writes
/// @param user whether the user asked for it (`-v`), so that its mode is theirs to change
public record MountPoint(String destination, boolean readOnly, boolean user) {}
