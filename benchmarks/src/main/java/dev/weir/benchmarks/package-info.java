/// JMH benchmarks.
package dev.weir.benchmarks;
