package org.yunhe.lakehouse.trino.crypto;

import static io.trino.spi.type.VarcharType.VARCHAR;

import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.function.BoundSignature;
import io.trino.spi.function.FunctionDependencyDeclaration;
import io.trino.spi.function.FunctionId;
import io.trino.spi.function.FunctionMetadata;
import io.trino.spi.function.SchemaFunctionName;
import io.trino.spi.function.Signature;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What Trino is told of the functions. */
final class CryptoMetadata implements ConnectorMetadata {

  @Override
  public List<String> listSchemaNames(ConnectorSession session) {
    return Stream.of(CryptoFunction.values()).map(CryptoFunction::schema).distinct().toList();
  }

  @Override
  public Collection<FunctionMetadata> listFunctions(ConnectorSession session, String schemaName) {
    return Stream.of(CryptoFunction.values())
        .filter(function -> function.schema().equals(schemaName))
        .map(CryptoMetadata::metadata)
        .toList();
  }

  @Override
  public Collection<FunctionMetadata> getFunctions(
      ConnectorSession session, SchemaFunctionName name) {
    return CryptoFunction.find(name.getSchemaName(), name.getFunctionName()).stream()
        .map(CryptoMetadata::metadata)
        .toList();
  }

  @Override
  public FunctionMetadata getFunctionMetadata(ConnectorSession session, FunctionId functionId) {
    return metadata(CryptoFunction.ofId(functionId.toString()));
  }

  @Override
  public FunctionDependencyDeclaration getFunctionDependencies(
      ConnectorSession session, FunctionId functionId, BoundSignature boundSignature) {
    return FunctionDependencyDeclaration.NO_DEPENDENCIES;
  }

  private static FunctionMetadata metadata(CryptoFunction function) {
    return FunctionMetadata.scalarBuilder(function.function())
        .functionId(new FunctionId(function.id()))
        .signature(
            Signature.builder()
                .returnType(VARCHAR)
                .argumentType(VARCHAR)
                .argumentType(VARCHAR)
                .build())
        .description(
            "value of an encrypted column 'layer.table.column', shown as: " + function.function())
        .build();
  }
}
