package dev.weir.app.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NumbersTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "1, 1",
    "-3.5, -3.5",
    "0.1, 0.1",
    "0.79793975, 0.79794",
    "3932.799721913237, 3932.8",
    "1234567.89, 1234568",
    "999999.96, 1000000",
    "0.00012345678, 0.000123457",
    "0.000012345678, 1.23457e-05",
    "1e15, 1e+15",
    "1.5e300, 1.5e+300",
    "123456789012345, 123456789012345",
    "4.9e-324, 4.94066e-324",
    "NaN, NaN",
    "Infinity, inf",
    "-Infinity, -inf",
  })
  void sixDigitsAreEnough(double number, String text) {
    assertEquals(text, Numbers.sensible(number));
  }

  @ParameterizedTest
  @CsvSource({"0, 0 B", "1023, 1023 B", "1536, 1.5 KB", "67108864, 64 MB", "1073741824, 1 GB"})
  void bytesAreWrittenAsUsersDo(long bytes, String text) {
    assertEquals(text, Numbers.bytes(bytes));
  }

  @ParameterizedTest
  @CsvSource({"0.123, 0.12 s", "5.25, 5.3 s", "59.4, 59 s", "200, 3 min 20 s", "7500, 2 h 5 min"})
  void timesToo(double seconds, String text) {
    assertEquals(text, Numbers.seconds(seconds));
  }
}
