/// Windows over rows that come in order: rolling and the like.
package dev.weir.domain.timeseries;
