/// What does not fit into memory, on the disk: files private to a run, rows in checked frames,
/// tables that go to the disk by themselves and are sorted there. Start reading at
/// [dev.weir.core.spill.Workspace].
package dev.weir.core.spill;
