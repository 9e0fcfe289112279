import org.jspecify.annotations.NullMarked;

/// JMH benchmarks of kernels and whole runs.
@NullMarked
module dev.weir.benchmarks {
  requires commons.math3;
  requires datasketches.java;
  requires dev.weir.api;
  requires dev.weir.core;
  requires dev.weir.domain.geo;
  requires dev.weir.domain.stats;
  requires dev.weir.domain.text;
  requires dev.weir.numerics;
  requires java.sql;
  requires jdk.jfr;
  requires jmh.core;
  requires org.apache.lucene.analysis.common;
  requires org.apache.lucene.core;
  requires org.locationtech.jts;
}
