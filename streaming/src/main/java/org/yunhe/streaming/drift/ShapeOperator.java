package org.yunhe.streaming.drift;

import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.yunhe.streaming.landing.ShapeReader;
import org.yunhe.streaming.landing.ShapeReader.Shape;

/** Hands on the columns of a record where the topic's last record had others. */
final class ShapeOperator extends AbstractStreamOperator<Shape>
    implements OneInputStreamOperator<ConsumerRecord<byte[], byte[]>, Shape> {
  private static final long serialVersionUID = 1L;

  private transient ShapeReader reader;

  @Override
  public void open() throws Exception {
    super.open();
    reader = new ShapeReader();
  }

  @Override
  public void processElement(StreamRecord<ConsumerRecord<byte[], byte[]>> element) {
    Shape shape = reader.changed(element.getValue());
    if (shape != null) {
      output.collect(new StreamRecord<>(shape));
    }
  }
}
