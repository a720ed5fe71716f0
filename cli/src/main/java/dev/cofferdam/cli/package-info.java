/// The command line. One class per subcommand, thin over [dev.cofferdam.Cofferdam]: words become a
/// [dev.cofferdam.sandbox.SandboxSpec], a result becomes an exit status and, on standard error, a
/// few lines for people. Standard output belongs to the program that runs.
@NullMarked
package dev.cofferdam.cli;

import org.jspecify.annotations.NullMarked;
