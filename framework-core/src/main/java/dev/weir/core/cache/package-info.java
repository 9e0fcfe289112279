/// What is kept of runs for the next ones: entries of bytes, in memory and on the disk. Start
/// reading at [dev.weir.core.ResultCache].
@org.jspecify.annotations.NullMarked
package dev.weir.core.cache;
