/// Prices and returns: drawdowns and volatility.
package dev.weir.domain.finance;
