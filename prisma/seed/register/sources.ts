/** A publication of the documented register. `key` is permanent: it is how a second run finds the record. */
export type DocumentedSource = {
  key: string;
  title: string;
  author: string | null;
  publisher: string | null;
  /** of the publication itself; null where it is not known */
  language: string | null;
  /** EDTF */
  published: string;
  pages: string | null;
};

/** The article that the register was taken from; the sources below are cited in it. */
export const article: DocumentedSource = {
  key: "article",
  title: "Drug Trafficking from North Korea: Implications for Chinese Policy",
  author: null,
  publisher: null,
  language: "en",
  published: "2010~",
  pages: null,
};

/** Sources 1 to 9, numbered as the article numbers them. A title in brackets is supplied: the citation gives the subject only. */
export const citedSources: readonly DocumentedSource[] = [
  {
    key: "source-1",
    title: "Drug Trafficking and North Korea: Issues for U.S. Policy",
    author: "Raphael F. Perl",
    publisher: "CRS Report for Congress, Congressional Research Service",
    language: "en",
    published: "2007-01-25",
    pages: "9",
  },
  {
    key: "source-2",
    title: "[On the “drug trafficking triangle”]",
    author: "In Sik Kang",
    publisher: "JoongAng Daily, Republic of Korea",
    language: null,
    published: "2010-06-11",
    pages: null,
  },
  {
    key: "source-3",
    title: "Jilin Province Cracked the Largest Number of Methamphetamine Trafficking Case",
    author: "Bi Jihong",
    publisher: "Xin Wenhua Bao 新文化报, Jilin",
    language: "zh",
    published: "2009-02-18",
    pages: null,
  },
  {
    key: "source-4",
    title:
      "Jilin Province Border Patrol Agencies Cracked Drug Trafficking Case by Ministry of Public Security Supervision",
    author: null,
    publisher: "Xin Wenhua Bao 新文化报, Jilin",
    language: "zh",
    published: "2010-08-31",
    pages: null,
  },
  {
    key: "source-5",
    title: "Abnormal Trafficking across Wire Netting: Investigation on Underground Trade between China and North Korea",
    author: null,
    publisher: "Nanfang Zhoumo 南方周末",
    language: "zh",
    published: "2010-07-01",
    pages: null,
  },
  {
    key: "source-6",
    title: "Dandong Patrol Guard Seized 2,000 MDMA Tablets",
    author: "Sun Muotong and Song Zheng",
    publisher: "Renmin Gongan Bao 人民公安报",
    language: "zh",
    published: "2005-02-21",
    pages: "3",
  },
  {
    key: "source-7",
    title: "Drug Criminals Related to South Korean in Yanbian, China",
    author: "Cui Junyong",
    publisher: "Xueshu Jiaoliu 学术交流, No. 2 (2010)",
    language: "zh",
    published: "2010",
    pages: "55",
  },
  {
    key: "source-8",
    title: "International Narcotics Control Strategy Report",
    author: null,
    publisher: "US Department of State",
    language: "en",
    published: "2010",
    pages: null,
  },
  {
    key: "source-9",
    title: "China's War on Narcotics: Two Perspectives",
    author: "Niklas Swanström and Yin He",
    publisher: "Silk Road Paper",
    language: "en",
    published: "2006-12",
    pages: "28",
  },
];
