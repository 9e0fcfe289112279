/// One scan over an input: chunks pass through a [dev.weir.core.run.Chain] of links; blocks fold in
/// parallel and merge in order. Start reading at [dev.weir.core.run.ScanRun].
package dev.weir.core.run;
