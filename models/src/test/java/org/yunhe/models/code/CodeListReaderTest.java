package org.yunhe.models.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yunhe.models.error.Faults;
import org.yunhe.models.error.YunheException;

/** Codes whose meaning changed: by day, and the latest where nobody asks for a day. */
class CodeListReaderTest {
  private static final String FILE = "codes/notifiable/default.csv";
  private static final String HEADER = "local_code,local_name,code,display,valid_from,valid_to\n";

  /** Mpox became a class B notifiable disease in China on 20 September 2023. */
  private static final CodeList LIST =
      CodeListReader.read(
          FILE,
          HEADER
              + "B04,猴痘,none,未列入,,2023-09-19\n"
              + "B04,猴痘,B,乙类,2023-09-20,\n"
              + "A00,霍乱,A,甲类,,\n",
          Faults.FIRST);

  @ParameterizedTest
  @CsvSource({
    "B04, 2023-09-19, none",
    "B04, 2023-09-20, B",
    "B04, 2030-01-01, B",
    "A00, 1990-01-01, A",
  })
  void tellsWhatACodeMeansOnADay(String code, LocalDate day, String meaning) {
    assertThat(LIST.on(code, day)).map(CodeEntry::code).contains(meaning);
  }

  @Test
  void tellsTheLatestMeaningWithoutADay() {
    assertThat(LIST.latest().get("B04").code()).isEqualTo("B");
    assertThat(LIST.latest()).containsOnlyKeys("B04", "A00");
    assertThat(LIST.on("Z99", LocalDate.of(2026, 1, 1))).isEmpty();
  }

  @Test
  void givesNothingOutsideThePeriods() {
    CodeList closed =
        CodeListReader.read(FILE, HEADER + "U04,非典,B,乙类,2003-04-14,2020-12-31\n", Faults.FIRST);

    assertThat(closed.on("U04", LocalDate.of(2003, 4, 13))).isEmpty();
    assertThat(closed.on("U04", LocalDate.of(2021, 1, 1))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "B04,猴痘,B,乙类,2023-09-20,;:3: code 'B04' stands twice for the same day",
        "B05,麻疹,B,乙类,2023-13-01,;:3: '2023-13-01' is no day",
        "B05,麻疹,B,乙类,2024-01-01,2023-01-01;:3: it ends on 2023-01-01 before it begins",
        "B05,麻疹,B;:3: 3 values for 6 columns",
      })
  void refusesWhatIsNotClear(String line, String complaint) {
    assertThatThrownBy(
            () ->
                CodeListReader.read(
                    FILE, HEADER + "B04,猴痘,B,乙类,2023-01-01,\n" + line + "\n", Faults.FIRST))
        .isInstanceOf(YunheException.class)
        .hasMessageContaining(FILE + complaint);
  }
}
