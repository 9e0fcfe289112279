package dev.weir.core;

import dev.weir.api.ChunkProcessingMode;
import dev.weir.api.ToolRole;
import java.util.ArrayList;
import java.util.List;

/// In which scans of the input the steps run, at most: a scan reaches up to the first estimator
/// that is not yet fitted, and everything before it that is not done shares it.
///
/// @param scans scans at most
/// @param begins for each step the scan in which it begins, from 1
record Schedule(int scans, List<Integer> begins) {
  static Schedule of(List<PlannedStep> steps, boolean showsRows) {
    var left = new int[steps.size()];
    var begins = new int[steps.size()];
    for (int s = 0; s < left.length; s++) {
      var step = steps.get(s);
      left[s] =
          step.role() == ToolRole.TRANSFORM || step.fit().isPresent()
              ? 0
              : step.tool().needs().passes();
    }
    boolean rows = showsRows;
    int scan = 0;
    while (true) {
      int reach = reach(steps, left);
      boolean reachesEnd = reach == steps.size();
      int folding = 0;
      int custom = 0;
      for (int s = 0; s < Math.min(reach + 1, steps.size()); s++) {
        if (left[s] > 0 && steps.get(s).tool().descriptor().mode() == ChunkProcessingMode.CUSTOM) {
          begins[s] = scan + 1;
          custom += left[s];
          left[s] = 0;
        } else if (left[s] > 0) {
          begins[s] = begins[s] == 0 ? scan + 1 : begins[s];
          left[s]--;
          folding++;
        } else if (begins[s] == 0) {
          begins[s] = scan + 1;
        }
      }
      scan += custom;
      if (folding > 0 || (reachesEnd && rows)) {
        scan++;
        rows &= !reachesEnd;
      } else if (custom == 0) {
        break;
      }
    }
    var list = new ArrayList<Integer>();
    for (int begin : begins) {
      list.add(begin);
    }
    return new Schedule(scan, list);
  }

  /// The first estimator that is still to be fitted, or the number of steps.
  private static int reach(List<PlannedStep> steps, int[] left) {
    for (int s = 0; s < left.length; s++) {
      if (left[s] > 0 && steps.get(s).role() == ToolRole.ESTIMATOR) {
        return s;
      }
    }
    return steps.size();
  }
}
