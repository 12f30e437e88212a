namespace Cairn.Sdk.Generators.Model;

/// <summary>A workflow class that has no errors.</summary>
/// <param name="Name">Its type on the wire; null if it is dynamic.</param>
/// <param name="Init">The parameters of its constructor, if they are those of the run method.</param>
/// <param name="FailureTypes">Exception types that fail it; null if there are none.</param>
/// <param name="DynamicOptions">The method with its options; null if there is none.</param>
/// <param name="Handlers">The run method and all handlers.</param>
internal sealed record WorkflowModel(
    string? Name,
    ValueList<ParameterModel>? Init,
    ValueList<string>? FailureTypes,
    string? DynamicOptions,
    ValueList<MemberModel> Handlers);
