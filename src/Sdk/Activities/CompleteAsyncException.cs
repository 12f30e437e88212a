using Cairn.Exceptions;

namespace Cairn.Activities;

/// <summary>
/// Thrown by an activity that goes on elsewhere: nothing is reported now, somebody completes it later by its token.
/// </summary>
public class CompleteAsyncException() : CairnException("Activity completes asynchronously");
