using Cairn.Converters;

namespace Cairn.Client.Interceptors;

/// <summary>An activity that is to be failed.</summary>
/// <param name="Activity">Which activity.</param>
/// <param name="Exception">How it failed.</param>
/// <param name="Options">What can be set for it; null means the defaults.</param>
/// <param name="DataConverterOverride">What converts its values; null means the converter of the client.</param>
public record FailAsyncActivityInput(
    AsyncActivityHandle.Reference Activity,
    Exception Exception,
    AsyncActivityFailOptions? Options,
    DataConverter? DataConverterOverride = null);
