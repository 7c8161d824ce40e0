// Opening images as a user does: the form that asks what they leave open, what it says of what is wrong, images without
// labels, a preprocessing that cannot be the right one, and the way back by the list of recent files.
#include "app/files/ImagesDialog.h"
#include "app/files/TrialList.h"
#include "app/window/NoticeBar.h"
#include "tests/app/TestWindow.h"
#include "tests/fixtures/Fixtures.h"
#include "tests/support/TestClass.h"
#include "widgets/plots/AccuracyPlot.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>
#include <QtTest>

using namespace termscope;

namespace {

QString fixture(const char* name)
{
    return QString::fromStdString(fixtures::path(name).string());
}

} // namespace

class TestImagesForm : public WindowTest {
    Q_OBJECT

private:
    ImagesDialog* form() const { return window_->files().imagesForm(); }

    template <class T>
    T* part(const char* name) const
    {
        return form()->findChild<T*>(QLatin1String(name));
    }

    void press(QDialogButtonBox::StandardButton which)
    {
        QTest::mouseClick(form()->findChild<QDialogButtonBox*>()->button(which), Qt::LeftButton);
    }

    QString said() const { return part<QLabel>("message")->isHidden() ? QString() : part<QLabel>("message")->text(); }
    QString facts() const { return part<QLabel>("previewFacts")->text(); }

    /// The form is there, and so is its preview.
    bool previewed() const
    {
        return QTest::qWaitFor([this] { return form() != nullptr && form()->isAtRest(); }, 1000 * patience);
    }

    /// Some of the open digits as pictures in a folder; their labels in a text beside it, where they are wanted.
    QString folderOfDigits(const QString& name, bool labelled, int count = 20)
    {
        const QString folder = home_->filePath(name);
        QDir().mkpath(folder);
        QString lines;
        const Dataset& digits = *digits_;
        for (int i = 0; i < count; ++i) {
            QImage picture(28, 28, QImage::Format_Grayscale8);
            for (int pixel = 0; pixel < 784; ++pixel)
                picture.scanLine(pixel / 28)[pixel % 28] = static_cast<uchar>(
                    digits.image(i)[static_cast<std::size_t>(pixel)] * 255.0F + 0.5F);
            const QString file = QStringLiteral("digit%1.png").arg(i, 3, 10, QLatin1Char('0'));
            picture.save(folder + u'/' + file);
            lines += QStringLiteral("%1 %2\n").arg(file).arg(digits.labels[static_cast<std::size_t>(i)]);
        }
        if (labelled) {
            QFile labels(folder + QStringLiteral("_labels.txt"));
            if (labels.open(QIODevice::WriteOnly))
                labels.write(lines.toUtf8());
        }
        return folder;
    }

    void drop(const QString& path)
    {
        QMimeData dragged;
        dragged.setUrls({QUrl::fromLocalFile(path)});
        // Only what a drag has entered takes its drop.
        QDragEnterEvent entering(window_->rect().center(), Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(window_.get(), &entering);
        QDropEvent event(window_->rect().center(), Qt::CopyAction, &dragged, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(window_.get(), &event);
    }

    /// A fixture of colour images that was trained with "cifar", opened with this preprocessing.
    void openShapes(const char* preprocess)
    {
        OpenFiles files;
        files.limit = 160;
        files.images = fixture("shapes.bin.gz");
        files.preprocess = QLatin1String(preprocess);
        window_->files().openAtStart({fixture("residual.onnx")}, files, QStringLiteral("accuracy"));
        QTRY_VERIFY(session().files().images.endsWith(QStringLiteral("shapes.bin.gz")));
        QVERIFY(settle());
    }

    DatasetPtr digits_;

private slots:
    void init()
    {
        openSomeDigits();
        digits_ = session().dataset();
    }

    void cleanup() { window_.reset(); }

    /// A folder that is dropped leads to the form; the labels beside it are filled in, the first pictures are shown.
    void aFolderIsDropped()
    {
        const QString folder = folderOfDigits(QStringLiteral("val"), true);
        drop(folder);
        QVERIFY(previewed());
        QCOMPARE(part<QLineEdit>("imagesPath")->text(), folder);
        QCOMPARE(part<QComboBox>("labels")->currentText(), folder + QStringLiteral("_labels.txt"));
        QCOMPARE(part<QListWidget>("previewPictures")->count(), 12);
        QVERIFY2(part<QListWidget>("previewPictures")->item(0)->text().endsWith(QStringLiteral("✓")),
                 qPrintable(part<QListWidget>("previewPictures")->item(0)->text()));
        QVERIFY2(facts().contains(QStringLiteral("20 images")) && facts().contains(QStringLiteral("They fit")),
                 qPrintable(facts()));
        QCOMPARE(session().dataset(), digits_); // nothing is open yet
        press(QDialogButtonBox::Open);
        QTRY_COMPARE(session().files().images, folder);
        QTRY_VERIFY(form() == nullptr);
        QCOMPARE(session().dataset()->labels.size(), std::size_t{20});
        QVERIFY(settle());
        QVERIFY(workbench().evaluation()->top1() > 80.0);
    }

    /// What is wrong stands in the form, which stays; what was typed stays too.
    void anErrorIsSaidInTheForm()
    {
        const QString folder = folderOfDigits(QStringLiteral("val"), true);
        window_->files().open({folder});
        QVERIFY(previewed());
        auto* labels = part<QComboBox>("labels");
        labels->setFocus();
        labels->lineEdit()->selectAll();
        QTest::keyClicks(labels, QStringLiteral("/nowhere/labels.txt"));
        QVERIFY(previewed());
        QVERIFY2(said().contains(QStringLiteral("/nowhere/labels.txt")), qPrintable(said()));
        press(QDialogButtonBox::Open);
        QVERIFY(previewed());
        QVERIFY(form() != nullptr && form()->isVisible());
        QVERIFY2(said().contains(QStringLiteral("/nowhere/labels.txt")), qPrintable(said()));
        QCOMPARE(labels->currentText(), QStringLiteral("/nowhere/labels.txt"));
        QCOMPARE(session().dataset(), digits_);
        auto* mean = part<QLineEdit>("mean");
        mean->setFocus();
        mean->selectAll();
        QTest::keyClicks(mean, QStringLiteral("much"));
        QVERIFY(previewed());
        QVERIFY2(said().contains(QStringLiteral("mean")), qPrintable(said()));
        mean->selectAll();
        QTest::keyClicks(mean, QStringLiteral("0,25"));
        labels->lineEdit()->selectAll();
        QTest::keyClicks(labels, folder + QStringLiteral("_labels.txt"));
        QVERIFY(previewed());
        QCOMPARE(said(), QString());
        QTest::keyClick(form(), Qt::Key_Return);
        QTRY_COMPARE(session().files().images, folder);
        QCOMPARE(session().files().preprocess, QStringLiteral("raw:mean=0.25"));
    }

    /// Every field ends in the words that the command line takes, and they fill the fields again.
    void fieldsAndWords_data()
    {
        QTest::addColumn<QString>("words");
        for (const char* words :
             {"raw", "torchvision", "keras", "cifar", "mnist", "torchvision:resize=0,crop=0", "raw:mean=0.5,std=0.25",
              "raw:mean=0.1/0.2/0.3", "keras:channels=bgr", "raw:scale=1", "raw:layout=nhwc", "cifar:stored=nchw"})
            QTest::newRow(words) << QString::fromLatin1(words);
    }

    void fieldsAndWords()
    {
        QFETCH(QString, words);
        OpenFiles files = session().files();
        files.preprocess = words;
        window_->files().askForImages(files);
        const Result<OpenFiles> found = form()->files();
        QVERIFY(found.has_value());
        QCOMPARE(found->preprocess, words);
    }

    void aPresetIsExplained()
    {
        window_->files().askForPreprocessing();
        auto* preset = part<QComboBox>("preset");
        QTRY_VERIFY(preset->hasFocus() || !form()->isActiveWindow());
        QTest::keyClicks(preset, QStringLiteral("torch"));
        QCOMPARE(preset->currentText(), QStringLiteral("torchvision"));
        QVERIFY(part<QLabel>("explanation")->text().contains(QStringLiteral("ImageNet")));
        QCOMPARE(part<QLineEdit>("mean")->text(), QStringLiteral("0.485 0.456 0.406"));
        QCOMPARE(part<QLineEdit>("std")->text(), QStringLiteral("0.229 0.224 0.225"));
        QCOMPARE(part<QSpinBox>("crop")->value(), 224);
    }

    /// Nothing is asked where nothing is open to choice: images with labels that the network takes.
    void filesThatSayAllAreOpenedAtOnce()
    {
        const QString images = home_->filePath(QStringLiteral("t-images-idx3-ubyte.gz"));
        const QString labels = home_->filePath(QStringLiteral("t-labels-idx1-ubyte.gz"));
        QVERIFY(QFile::copy(QStringLiteral(TERMSCOPE_RESOURCES "/data/digits-images-idx3-ubyte.gz"), images));
        QVERIFY(QFile::copy(QStringLiteral(TERMSCOPE_RESOURCES "/data/digits-labels-idx1-ubyte.gz"), labels));
        drop(images);
        QTRY_COMPARE(session().files().images, images);
        QVERIFY(form() == nullptr);
    }

    /// Without labels: agreement with float and the noise of the outputs, on every page that has a figure.
    void imagesWithoutLabels()
    {
        window_->files().open({folderOfDigits(QStringLiteral("apart/mine"), false, 60)});
        QVERIFY(previewed());
        QVERIFY2(facts().contains(QStringLiteral("without labels")), qPrintable(facts()));
        press(QDialogButtonBox::Open);
        QTRY_VERIFY(session().files().images.endsWith(QStringLiteral("mine")));
        session().changePage(QStringLiteral("accuracy"));
        QVERIFY(settle());
        QVERIFY(workbench().evaluation()->fidelity.has_value());
        QVERIFY(workbench().evaluation()->fidelity->sqnr() > 5.0);
        QVERIFY(workbench().evaluation()->top1() > 80.0);
        const QString figure = child<QLabel>(QStringLiteral("accuracy"))->text();
        QVERIFY2(figure.contains(QStringLiteral("dB")), qPrintable(figure));
        const QString csv = child<AccuracyPlot>()->csv();
        QVERIFY2(csv.contains(QStringLiteral("agreement_percent,sqnr_db")), qPrintable(csv));
        QVERIFY(!child<NoticeBar>()->isVisible());
        photograph(QStringLiteral("unlabelled"));
    }

    /// One picture is images too.
    void onePicture()
    {
        const QString folder = folderOfDigits(QStringLiteral("one"), false, 1);
        drop(folder + QStringLiteral("/digit000.png"));
        QVERIFY(previewed());
        press(QDialogButtonBox::Open);
        QTRY_VERIFY(session().files().images.endsWith(QStringLiteral("digit000.png")));
        QVERIFY(settle());
        QCOMPARE(workbench().evaluation()->evaluated, 1);
        QCOMPARE(workbench().evaluation()->predictions.front(), digits_->labels.front());
    }

    /// An accuracy that cannot be the network's is told where the figure stands; the right preprocessing is a click
    /// away.
    void wrongPreprocessingIsTold()
    {
        openShapes("raw:mean=0.9,std=0.05");
        auto* notice = child<NoticeBar>();
        QTRY_VERIFY(notice->isVisible());
        const QString sentence = notice->findChild<QLabel*>(QStringLiteral("noticeSentence"))->text();
        QVERIFY2(sentence.contains(QStringLiteral("raw:mean=0.9,std=0.05")), qPrintable(sentence));
        photograph(QStringLiteral("doubt"));
        QTest::mouseClick(notice->findChild<QPushButton*>(QStringLiteral("noticeTry")), Qt::LeftButton);
        auto* trials = notice->findChild<TrialList*>();
        QTRY_VERIFY(trials->isVisible() && trials->rowCount() > 3);
        QVERIFY2(trials->item(0, 0)->text().startsWith(QStringLiteral("cifar")),
                 qPrintable(trials->item(0, 0)->text()));
        photograph(QStringLiteral("trials"));
        QTest::mouseClick(trials->viewport(), Qt::LeftButton, {}, trials->visualItemRect(trials->item(0, 0)).center());
        QTRY_VERIFY(session().files().preprocess.startsWith(QStringLiteral("cifar")));
        QVERIFY(settle());
        QVERIFY(workbench().reference()->top1() > 90.0);
        QVERIFY(!notice->isVisible());
    }

    /// Images of another size: in words, with the buttons that help.
    void wrongImagesAreTold()
    {
        window_->files().open({fixture("residual.onnx")});
        QTRY_VERIFY(session().files().network.endsWith(QStringLiteral("residual.onnx")));
        session().changePage(QStringLiteral("accuracy"));
        QVERIFY(settle());
        auto* notice = child<NoticeBar>();
        QTRY_VERIFY(notice->isVisible());
        const QString sentence = notice->findChild<QLabel*>(QStringLiteral("noticeSentence"))->text();
        QVERIFY2(sentence.contains(QStringLiteral("takes 3×")) && sentence.contains(QStringLiteral("are 1×28×28")),
                 qPrintable(sentence));
        photograph(QStringLiteral("obstacle"));
        session().changePage(QStringLiteral("weights"));
        QVERIFY(!notice->isVisible());
        session().changePage(QStringLiteral("terms"));
        QVERIFY(notice->isVisible());
        QTest::mouseClick(notice->findChild<QPushButton*>(QStringLiteral("noticeImages")), Qt::LeftButton);
        QVERIFY(previewed());
        QVERIFY2(facts().contains(QStringLiteral("takes 3×")), qPrintable(facts()));
        photograph(QStringLiteral("form"));
    }

    /// A network and its images come back together.
    void recentPairs()
    {
        openShapes("cifar");
        window_->files().openExample();
        QVERIFY(settle());
        QVERIFY(session().files().network.isEmpty());
        const QList<RecentFile> recent = window_->files().recent(RecentFiles::Kind::Network);
        QCOMPARE(titlesOf(recent), QStringList{QStringLiteral("residual.onnx, shapes.bin.gz")});
        window_->files().openRecent(RecentFiles::Kind::Network, recent.front());
        QTRY_VERIFY(session().files().network.endsWith(QStringLiteral("residual.onnx")));
        QVERIFY(session().files().images.endsWith(QStringLiteral("shapes.bin.gz")));
        QCOMPARE(session().files().preprocess, QStringLiteral("cifar"));
        QVERIFY(settle());
        QVERIFY(workbench().reference()->top1() > 90.0);
    }
};

TERMSCOPE_TEST(TestImagesForm)
#include "TestImagesForm.moc"
