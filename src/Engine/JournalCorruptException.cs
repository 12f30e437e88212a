using Cairn.Exceptions;

namespace Cairn.Engine;

/// <summary>
/// A journal contains a record that is impossible in its state. The execution stops: it answers no request and loses
/// nothing until an operator repairs the journal.
/// </summary>
/// <param name="message">What is impossible.</param>
public sealed class JournalCorruptException(string message) : CairnException(message);
