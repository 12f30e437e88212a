using Cairn.Exceptions;

namespace Cairn.Activities;

/// <summary>
/// Thrown by an activity that continues outside its worker: the worker reports nothing, and a client completes it later
/// by its task token.
/// </summary>
public class CompleteAsyncException() : CairnException("Activity completes asynchronously");
