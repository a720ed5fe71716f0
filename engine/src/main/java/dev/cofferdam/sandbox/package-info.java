/// What a user can ask for, as immutable data: the spec of a sandbox and the nouns it is made of.
/// Every record refuses in its constructor what no runtime could honour, so that a spec that exists
/// is well formed. Nothing here touches the host.
@NullMarked
package dev.cofferdam.sandbox;

import org.jspecify.annotations.NullMarked;
