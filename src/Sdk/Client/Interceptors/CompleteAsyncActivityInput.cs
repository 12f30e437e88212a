using Cairn.Converters;

namespace Cairn.Client.Interceptors;

/// <summary>An activity that is to be completed.</summary>
/// <param name="Activity">Which activity.</param>
/// <param name="Result">The result.</param>
/// <param name="Options">What can be set for it; null means the defaults.</param>
/// <param name="DataConverterOverride">What converts its values; null means the converter of the client.</param>
public record CompleteAsyncActivityInput(
    AsyncActivityHandle.Reference Activity,
    object? Result,
    AsyncActivityCompleteOptions? Options,
    DataConverter? DataConverterOverride = null);
