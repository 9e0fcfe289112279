/// Results as bytes: what checkpoints and caches write and read back, to the bit.
@org.jspecify.annotations.NullMarked
package dev.weir.core.results;
