// A value change dump (IEEE 1364-2005 section 18) read whole: what each signal is at a time. Not strict: for dumps of
// simulators that are known to write good ones.
#pragma once

#include <QtTest>

/// A dump: names in full, and of each what it is from a time on, binary digits.
struct ValueDump {
    QHash<QString, QString> identifiers;
    QHash<QString, QMap<qint64, QByteArray>> values;

    explicit ValueDump(const QString& path)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return;
        QStringList scopes;
        qint64 now = 0;
        while (!file.atEnd()) {
            const QByteArrayList words = file.readLine().simplified().split(' ');
            if (words[0] == "$scope")
                scopes.append(QString::fromUtf8(words[2]));
            else if (words[0] == "$upscope")
                scopes.removeLast();
            else if (words[0] == "$var")
                identifiers[scopes.join('.') + '.' + QString::fromUtf8(words[4])] = QString::fromUtf8(words[3]);
            else if (words[0].startsWith('#'))
                now = words[0].mid(1).toLongLong();
            else if (words[0].startsWith('b') && words.size() == 2)
                values[QString::fromUtf8(words[1])][now] = words[0].mid(1);
            else if ((words[0].startsWith('0') || words[0].startsWith('1')) && words.size() == 1)
                values[QString::fromUtf8(words[0].mid(1))][now] = words[0].left(1);
        }
    }

    /// The name that ends so; empty where none does, or more.
    QString named(const QString& end) const
    {
        QString found;
        for (auto name = identifiers.keyBegin(); name != identifiers.keyEnd(); ++name)
            if (name->endsWith(end)) {
                if (!found.isEmpty())
                    return {};
                found = *name;
            }
        return found;
    }

    /// The `width` bits from bit `first` on of a signal at a time, with a sign or without one.
    qint64 at(const QString& name, qint64 time, int first, int width, bool isSigned) const
    {
        const QMap<qint64, QByteArray>& changes = *values.constFind(identifiers[name]);
        auto change = changes.upperBound(time);
        if (change == changes.begin())
            return 0;
        const QByteArray digits = *--change;
        qint64 value = 0;
        for (int bit = 0; bit < width; ++bit)
            if (first + bit < digits.size() && digits[digits.size() - 1 - first - bit] == '1')
                value += isSigned && bit == width - 1 ? -(qint64{1} << bit) : qint64{1} << bit;
        return value;
    }

    /// When a signal is first other than 0.
    qint64 firstChange(const QString& name) const
    {
        const QMap<qint64, QByteArray>& changes = *values.constFind(identifiers[name]);
        for (auto change = changes.begin(); change != changes.end(); ++change)
            if (change->contains('1'))
                return change.key();
        return 0;
    }
};
