package org.yunhe.ingestion.simulator.pool;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The lives that residents are drawn from; on disk one JSON object a line, compressed by gzip.
 *
 * @param lives in the order of the file
 */
public record LifePool(List<Life> lives) {

  private static final String RESOURCE = "/region/pool/lives.jsonl.gz";

  /** Last day that the pool's encounters cover; fixed in the command that makes the pool. */
  public static final LocalDate END = LocalDate.of(2026, 1, 1);

  /** Years of encounters that the pool keeps. */
  public static final int YEARS = 6;

  /** The pool that the module ships. */
  public static LifePool bundled() {
    try (InputStream in = LifePool.class.getResourceAsStream(RESOURCE)) {
      return read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static LifePool read(InputStream in) throws IOException {
    ObjectMapper mapper = mapper();
    JavaType type = mapper.constructType(Life.class);
    List<Life> lives = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        lives.add(mapper.readValue(line, type));
      }
    }
    return new LifePool(List.copyOf(lives));
  }

  void write(OutputStream out) throws IOException {
    ObjectMapper mapper = mapper();
    mapper.configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false);
    try (Writer lines = new OutputStreamWriter(new GZIPOutputStream(out), StandardCharsets.UTF_8)) {
      for (Life life : lives) {
        lines.write(mapper.writeValueAsString(life));
        lines.write('\n');
      }
    }
  }

  private static ObjectMapper mapper() {
    SimpleModule dates = new SimpleModule();
    dates.addSerializer(LocalDate.class, ToStringSerializer.instance);
    dates.addSerializer(LocalDateTime.class, ToStringSerializer.instance);
    dates.addDeserializer(
        LocalDate.class, new TextDeserializer<>(LocalDate.class, LocalDate::parse));
    dates.addDeserializer(
        LocalDateTime.class, new TextDeserializer<>(LocalDateTime.class, LocalDateTime::parse));
    return new ObjectMapper()
        .registerModule(dates)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }
}
