package org.yunhe.ingestion.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.junit.jupiter.api.Test;

class LedgerTest {

  /** An unordered map may be written in another order by the next process, which finds nothing. */
  @Test
  void partitionsAreTheSameTextInEveryProcess() {
    Map<String, String> partition = Ledger.load("pacs", new Nothing()).partition("studies-7");

    assertThat(partition).isInstanceOf(SortedMap.class);
    assertThat(partition.keySet()).containsExactly("part", "source");
  }

  private static final class Nothing implements OffsetStorageReader {
    @Override
    public <T> Map<String, Object> offset(Map<String, T> partition) {
      return null;
    }

    @Override
    public <T> Map<Map<String, T>, Map<String, Object>> offsets(
        Collection<Map<String, T>> partitions) {
      return Map.of();
    }
  }
}
