namespace Cairn.Client;

/// <summary>
/// The calls of operators, one method for each RPC. They are generated
/// from proto/operator/service.proto.
/// </summary>
public sealed partial class OperatorService;
