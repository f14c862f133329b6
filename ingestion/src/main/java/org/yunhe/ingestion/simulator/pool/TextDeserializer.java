package org.yunhe.ingestion.simulator.pool;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.util.function.Function;

final class TextDeserializer<T> extends StdDeserializer<T> {

  private static final long serialVersionUID = 1L;
  private final transient Function<String, T> parse;

  TextDeserializer(Class<T> type, Function<String, T> parse) {
    super(type);
    this.parse = parse;
  }

  @Override
  public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
    return parse.apply(json.getText());
  }
}
