package dev.weir.api;

/// Mode CUSTOM: the table is the input itself, nothing is gathered; every [Table#open] is a pass
/// that the tool drives. The binding states the number of passes and the memory.
public interface CustomPipeline extends AnalysisPipeline {}
