/// How long plugins take to be found and started in a fresh process: [GeneratedPlugins] makes the
/// plugins, [FreshStart] is the process, `benchmarks/startup` runs it.
package dev.weir.benchmarks.start;
