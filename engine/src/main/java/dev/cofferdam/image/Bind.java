package dev.cofferdam.image;

import java.nio.file.Path;

/// A tree of the host that belongs to an image, to be bound read-only.
///
/// @param source absolute path on the host, free of links
/// @param destination absolute path inside; a directory of the skeleton
public record Bind(Path source, String destination) {}
