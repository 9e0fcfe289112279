/// Mergeable kernels that the domains share.
package dev.weir.numerics;
